package dev.voiceops.http;

import static dev.voiceops.store.Users.Role.CLIENT_VIEWER;
import static dev.voiceops.store.Users.Role.INTERNAL_ADMIN;
import static dev.voiceops.store.Users.Role.INTERNAL_OPERATOR;

import dev.voiceops.store.Users.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link Principal} may be allowed to do, and which roles are. This table is the only place that says so: routes name
 * the permission they need, never a role.
 */
public enum Permission {
    /** See, and change, what concerns oneself. */
    OWN_ACCOUNT(Reach.SELF, INTERNAL_ADMIN, INTERNAL_OPERATOR, CLIENT_VIEWER),

    TENANTS_READ(Reach.PLATFORM, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    TENANTS_WRITE(Reach.PLATFORM, INTERNAL_ADMIN),
    PEOPLE_READ(Reach.PLATFORM, INTERNAL_ADMIN),
    PEOPLE_WRITE(Reach.PLATFORM, INTERNAL_ADMIN),
    PRICES_READ(Reach.PLATFORM, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    PRICES_WRITE(Reach.PLATFORM, INTERNAL_ADMIN),
    PLATFORM_AUDIT_READ(Reach.PLATFORM, INTERNAL_ADMIN),
    SECRETS_ROTATE(Reach.PLATFORM, INTERNAL_ADMIN),

    MEMBERS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    MEMBERS_WRITE(Reach.TENANT, INTERNAL_ADMIN),
    API_KEYS_READ(Reach.TENANT, INTERNAL_ADMIN),
    API_KEYS_WRITE(Reach.TENANT, INTERNAL_ADMIN),
    AGENTS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    AGENTS_WRITE(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    AGENTS_PUBLISH(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    NUMBERS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    NUMBERS_WRITE(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    INTEGRATIONS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    INTEGRATIONS_WRITE(Reach.TENANT, INTERNAL_ADMIN),
    TOOLS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    TOOLS_WRITE(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    EXECUTIONS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    EXECUTIONS_RESOLVE(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    CALLS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    CALL_CONTENT_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    CALLS_CONTROL(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    CALLS_EXPORT(Reach.TENANT, INTERNAL_ADMIN),
    SUBJECTS_WRITE(Reach.TENANT, INTERNAL_ADMIN),
    HOLDS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    HOLDS_WRITE(Reach.TENANT, INTERNAL_ADMIN),
    RETENTION_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    RETENTION_RUN(Reach.TENANT, INTERNAL_ADMIN),
    INCIDENTS_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR),
    AUDIT_READ(Reach.TENANT, INTERNAL_ADMIN),

    /** What a client sees of its own: metrics and its calls. */
    PORTAL_READ(Reach.TENANT, INTERNAL_ADMIN, INTERNAL_OPERATOR, CLIENT_VIEWER);

    /** Over what the principal must have the role. */
    public enum Reach {
        /** Oneself: any principal. */
        SELF,
        /** One tenant, named by the request ({@link TenantScope}). */
        TENANT,
        /** All tenants. */
        PLATFORM
    }

    private final Reach reach;
    private final Set<Role> roles;

    Permission(Reach reach, Role first, Role... more) {
        this.reach = reach;
        this.roles = EnumSet.of(first, more);
    }

    /** Over what the principal must have one of the roles. */
    public Reach reach() {
        return reach;
    }

    /** Whether the role has it. */
    public boolean isOf(Role role) {
        return roles.contains(role);
    }
}
