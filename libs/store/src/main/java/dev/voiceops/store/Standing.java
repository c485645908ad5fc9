package dev.voiceops.store;

import dev.voiceops.store.Users.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is and what the database says that they may do, at the moment of reading. Immutable.
 *
 * @param actor as written into audit rows
 * @param internalRole over all tenants; null: nothing beyond the memberships
 * @param memberships in single tenants
 */
public record Standing(Actor actor, @Nullable Role internalRole, Map<TenantId, Role> memberships) {
    public Standing {
        memberships = Map.copyOf(memberships);
    }
}
