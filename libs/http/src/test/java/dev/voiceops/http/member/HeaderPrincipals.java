package dev.voiceops.http.member;

import dev.voiceops.http.Principal;
import dev.voiceops.http.Principals;
import dev.voiceops.store.Actor;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Users.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Believes the header {@code Test-Principal: [name:] [internal role] [tenant=role ...]}. */
final class HeaderPrincipals implements Principals {
    @Override
    public Optional<Principal> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Test-Principal")).map(HeaderPrincipals::read);
    }

    private static Principal read(String text) {
        Map<TenantId, Role> memberships = new HashMap<>();
        @Nullable Role internal = null;
        int colon = text.indexOf(": ");
        if (colon > 0) {
            Principal unnamed = read(text.substring(colon + 2));
            return new Principal(
                    Actor.service(text.substring(0, colon)), unnamed.internalRole(), unnamed.memberships());
        }
        for (String word : text.split(" ")) {
            int split = word.indexOf('=');
            if (split < 0) internal = role(word);
            else
                memberships.put(
                        new TenantId(UUID.fromString(word.substring(0, split))), role(word.substring(split + 1)));
        }
        return new Principal(Actor.service("tester"), internal, memberships);
    }

    private static Role role(String name) {
        return Role.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
