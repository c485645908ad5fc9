package dev.voiceops.http;

import dev.voiceops.store.Actor;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Users.Role;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as proven by a session, a token or a key. Immutable.
 *
 * @param actor as written into audit rows
 * @param internalRole what it may do in all tenants and on the platform; null: nothing beyond its memberships
 * @param memberships what it may do in single tenants
 */
public record Principal(Actor actor, @Nullable Role internalRole, Map<TenantId, Role> memberships) {
    public Principal {
        memberships = Map.copyOf(memberships);
    }

    /** Its role in a tenant: the internal one where it has one, else that of its membership. */
    public Optional<Role> roleIn(TenantId tenant) {
        return Optional.ofNullable(internalRole != null ? internalRole : memberships.get(tenant));
    }

    /** The only tenant it belongs to, if there is exactly one and it is no internal principal. */
    Optional<TenantId> onlyTenant() {
        return internalRole == null && memberships.size() == 1
                ? memberships.keySet().stream().findFirst()
                : Optional.empty();
    }
}
