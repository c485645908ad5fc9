package dev.voiceops.control.signin;

import dev.voiceops.http.Principal;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Users;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a principal is told about itself.
 *
 * @param actor as its audit rows name it: {@code user:<id>} or {@code key:<id>}
 * @param email absent for a key, as is the name
 * @param internalRole over all tenants; absent: none
 * @param csrfToken for {@code X-CSRF-Token}; absent unless the request came with a session cookie
 */
record AccountView(
        String actor,
        @Nullable String email,
        @Nullable String name,
        @Nullable String internalRole,
        List<Membership> memberships,
        @Nullable String csrfToken) {
    /** A role in one tenant. */
    record Membership(UUID tenantId, String role) {}

    static AccountView of(Principal principal, Users.@Nullable Person person, @Nullable Secret csrfToken) {
        Users.Role internal = principal.internalRole();
        return new AccountView(
                principal.actor().toString(),
                person == null ? null : person.email(),
                person == null ? null : person.name(),
                internal == null ? null : internal.code(),
                principal.memberships().entrySet().stream()
                        .map(entry -> new Membership(
                                entry.getKey().value(), entry.getValue().code()))
                        .sorted(Comparator.comparing(Membership::tenantId))
                        .toList(),
                csrfToken == null ? null : csrfToken.reveal());
    }

    /** Hides who it is. */
    @Override
    public String toString() {
        return "AccountView[" + actor + "]";
    }
}
