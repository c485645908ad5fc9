package dev.voiceops.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People who sign in, and which tenants they belong to. */
public final class Users {
    private Users() {}

    /** What a person may do: in a tenant, or (the internal ones) in all. */
    public enum Role {
        INTERNAL_ADMIN("internal_admin"),
        INTERNAL_OPERATOR("internal_operator"),
        CLIENT_VIEWER("client_viewer");

        private final String code;

        Role(String code) {
            this.code = code;
        }

        /** The name in records and APIs. */
        public String code() {
            return code;
        }

        /**
         * The role with this name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Role of(String code) {
            for (Role role : values()) {
                if (role.code.equals(code)) return role;
            }
            throw new IllegalArgumentException("no such role: " + code);
        }
    }

    /**
     * @param email lower case; unique
     * @param passwordHash an Argon2id hash in its own text form; null: cannot sign in by password
     * @param internalRole null for a client's user
     */
    public record NewUser(
            UserId id,
            String email,
            String name,
            @Nullable Secret passwordHash,
            @Nullable Role internalRole) {}

    /** Adds a person; CONFLICT if the e-mail is taken. */
    public static void insert(PlatformTx tx, NewUser user) {
        tx.sql(
                        "insert into users (id, email, name, password_hash, internal_role) values (?, ?, ?, ?, ?)",
                        user.id().value(),
                        user.email(),
                        user.name(),
                        user.passwordHash() == null ? null : user.passwordHash().reveal(),
                        user.internalRole() == null ? null : user.internalRole().code())
                .update();
    }

    /** The person with this e-mail. */
    public static Optional<UserId> byEmail(PlatformTx tx, String email) {
        return tx.sql("select id from users where email = ?", email)
                .query((row, number) -> new UserId(Rows.uuid(row, "id")))
                .optional();
    }

    /** Makes the person a member of the tenant, or changes what the member may do. */
    public static void join(TenantTx tx, UserId user, Role role) {
        tx.sql("""
                        insert into memberships (user_id, role) values (?, ?)
                        on conflict (tenant_id, user_id) do update set role = excluded.role""", user.value(), role.code()).update();
    }
}
