package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People who sign in, and which tenants they belong to. */
public final class Users {
    private static final String COLUMNS =
            "id, email, name, internal_role, disabled_at is not null as disabled, password_hash is not null as has_password, created_at";

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
            @Nullable Role internalRole) {
        /** Hides e-mail and name. */
        @Override
        public String toString() {
            return "NewUser[" + id + "]";
        }
    }

    /**
     * A person as shown to the internal team.
     *
     * @param hasPassword false: can only sign in by another system, or not yet
     */
    public record Person(
            UserId id,
            String email,
            String name,
            @Nullable Role internalRole,
            boolean disabled,
            boolean hasPassword,
            Instant createdAt) {
        /** Hides e-mail and name. */
        @Override
        public String toString() {
            return "Person[" + id + "]";
        }
    }

    /** What signing in by password looks at. */
    public record Login(UserId id, String email, @Nullable Secret passwordHash, boolean disabled) {
        /** Hides the e-mail. */
        @Override
        public String toString() {
            return "Login[" + id + "]";
        }
    }

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

    /** How the person with this e-mail signs in. */
    public static Optional<Login> login(PlatformTx tx, String email) {
        return tx.sql(
                        "select id, email, password_hash, disabled_at is not null as disabled from users where email = ?",
                        email)
                .query(Users::readLogin)
                .optional();
    }

    /** How this person signs in. */
    public static Optional<Login> login(PlatformTx tx, UserId user) {
        return tx.sql(
                        "select id, email, password_hash, disabled_at is not null as disabled from users where id = ?",
                        user.value())
                .query(Users::readLogin)
                .optional();
    }

    /** One person. */
    public static Optional<Person> find(PlatformTx tx, UserId user) {
        return tx.sql("select " + COLUMNS + " from users where id = ?", user.value())
                .query(Users::read)
                .optional();
    }

    /** These people, in no order; who is not there is left out. */
    public static List<Person> named(PlatformTx tx, Collection<UserId> users) {
        return tx.sql(
                        "select " + COLUMNS + " from users where id = any(?)",
                        Rows.array(tx, "uuid", users, UserId::value))
                .query(Users::read)
                .list();
    }

    /** People by e-mail, after this one (null: from the first), at most so many. */
    public static List<Person> list(PlatformTx tx, @Nullable String afterEmail, int limit) {
        return tx.sql(
                        "select " + COLUMNS + " from users where email > ? order by email limit ?",
                        afterEmail == null ? "" : afterEmail,
                        limit)
                .query(Users::read)
                .list();
    }

    /** Sets name, internal role and whether the person may sign in; false if there is no such person. */
    public static boolean change(
            PlatformTx tx, UserId user, String name, @Nullable Role internalRole, boolean disabled) {
        return tx.sql("""
                        update users set name = ?, internal_role = ?,
                            disabled_at = case when ? then coalesce(disabled_at, now()) end
                        where id = ?""", name, internalRole == null ? null : internalRole.code(), disabled, user.value())
                        .update()
                == 1;
    }

    /** Sets the password's hash; false if there is no such person. */
    public static boolean setPassword(PlatformTx tx, UserId user, Secret hash) {
        return tx.sql("update users set password_hash = ? where id = ?", hash.reveal(), user.value())
                        .update()
                == 1;
    }

    /**
     * The administrators who may sign in, locked until the transaction ends: two of them who take away each other's role at the
     * same time come one after the other.
     */
    public static List<UserId> lockAdministrators(PlatformTx tx) {
        return tx.sql("""
                        select id from users where internal_role = 'internal_admin' and disabled_at is null
                        order by id for update""")
                .query((row, number) -> new UserId(Rows.uuid(row, "id")))
                .list();
    }

    /** Makes this person the first administrator; false if there was one before. Of many at a time, one gets true. */
    public static boolean claimFirstAdmin(PlatformTx tx, UserId user) {
        return tx.sql("insert into first_admin (user_id) values (?) on conflict do nothing", user.value())
                        .update()
                == 1;
    }

    /** Whether there was a first administrator. */
    public static boolean hasFirstAdmin(PlatformTx tx) {
        return tx.sql("select exists (select 1 from first_admin)")
                .query(Boolean.class)
                .single();
    }

    /** Makes the person a member of the tenant, or changes what the member may do. */
    public static void join(TenantTx tx, UserId user, Role role) {
        tx.sql("""
                        insert into memberships (user_id, role) values (?, ?)
                        on conflict (tenant_id, user_id) do update set role = excluded.role""", user.value(), role.code()).update();
    }

    private static Person read(ResultSet row, int number) throws SQLException {
        String internal = row.getString("internal_role");
        return new Person(
                new UserId(Rows.uuid(row, "id")),
                row.getString("email"),
                row.getString("name"),
                internal == null ? null : Role.of(internal),
                row.getBoolean("disabled"),
                row.getBoolean("has_password"),
                Rows.instant(row, "created_at"));
    }

    private static Login readLogin(ResultSet row, int number) throws SQLException {
        String hash = row.getString("password_hash");
        return new Login(
                new UserId(Rows.uuid(row, "id")),
                row.getString("email"),
                hash == null ? null : Secret.of(hash),
                row.getBoolean("disabled"));
    }
}
