package dev.voiceops.store;

import dev.voiceops.store.Users.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who belongs to a tenant. {@link Users#join} adds to it. */
public final class Memberships {
    private Memberships() {}

    /** One member. */
    public record Member(UserId user, Role role, Instant since) {}

    /** Members by id, after this one (null: from the first), at most so many. */
    public static List<Member> list(TenantTx tx, @Nullable UserId after, int limit) {
        return tx.sql("""
                        select user_id, role, created_at from memberships
                        where ?::uuid is null or user_id > ?::uuid order by user_id limit ?""", after == null ? null : after.value(), after == null ? null : after.value(), limit)
                .query(Memberships::read)
                .list();
    }

    /** One member. */
    public static Optional<Member> find(TenantTx tx, UserId user) {
        return tx.sql("select user_id, role, created_at from memberships where user_id = ?", user.value())
                .query(Memberships::read)
                .optional();
    }

    /** Ends a membership; false if there was none. */
    public static boolean leave(TenantTx tx, UserId user) {
        return tx.sql("delete from memberships where user_id = ?", user.value()).update() == 1;
    }

    private static Member read(ResultSet row, int number) throws SQLException {
        return new Member(
                new UserId(Rows.uuid(row, "user_id")), Role.of(row.getString("role")), Rows.instant(row, "created_at"));
    }
}
