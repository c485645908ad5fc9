package dev.voiceops.control.signin;

import dev.voiceops.http.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a principal is told about itself.
 *
 * @param actor as its audit rows name it: {@code user:<id>} or {@code key:<id>}
 * @param internalRole over all tenants; absent: none
 */
record AccountView(String actor, @Nullable String internalRole, List<Membership> memberships) {
    /** A role in one tenant. */
    record Membership(UUID tenantId, String role) {}

    static AccountView of(Principal principal) {
        return new AccountView(
                principal.actor().toString(),
                principal.internalRole() == null
                        ? null
                        : principal.internalRole().code(),
                principal.memberships().entrySet().stream()
                        .map(entry -> new Membership(
                                entry.getKey().value(), entry.getValue().code()))
                        .sorted(Comparator.comparing(Membership::tenantId))
                        .toList());
    }
}
