package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The legal holds of a tenant. Placing one waits for deletions that have begun in this tenant, and deletions wait for it: what
 * is on record when {@link #place} is committed, stays.
 */
public final class Holds {
    private static final String SELECT = """
            select h.id, h.matter, h.reason, h.owner, h.call_id, h.caller, h.from_at, h.until_at, h.review_at, h.placed_by,
                   h.placed_at, h.released_by, h.released_at, h.protects_until from legal_holds h\s""";
    private static final String COVERED = """
            (cast(:call as uuid) is null or c.id = :call) and (cast(:caller as text) is null or %s = :caller)
                and (cast(:from as timestamptz) is null or c.created_at >= :from)
                and (cast(:until as timestamptz) is null or c.created_at < :until)\s""";

    private Holds() {}

    /**
     * What a scope covers now.
     *
     * @param gone calls of the scope whose content is deleted already: a hold comes too late for it. Such calls have no caller any
     *     more, so a scope with a caller counts none
     * @param copies what is left of such calls outside the database, which a hold would keep
     */
    public record Covered(
            long calls,
            long recordings,
            long gone,
            long copies,
            @Nullable Instant oldest,
            @Nullable Instant newest) {}

    /** Counts what a hold of this scope would protect, so that it can be seen before it is placed. */
    public static Covered covered(TenantTx tx, Hold.Scope scope) {
        return bound(
                        tx.sql("select count(*) filter (where c.purged_at is null) as calls,"
                                + " count(*) filter (where c.purged_at is not null) as gone,"
                                + " min(c.created_at) filter (where c.purged_at is null) as oldest,"
                                + " max(c.created_at) filter (where c.purged_at is null) as newest,"
                                + " coalesce(sum((select count(*) from recordings r where r.tenant_id = c.tenant_id and r.call_id = c.id)), 0)"
                                + " as recordings, (select count(*) from deletion_steps s join calls c"
                                + " on c.tenant_id = s.tenant_id and c.id = s.call_id where s.state <> 'done' and "
                                + COVERED.formatted("s.caller") + ") as copies from calls c where "
                                + COVERED.formatted("c.from_number")),
                        scope)
                .query((row, number) -> new Covered(
                        row.getLong("calls"),
                        row.getLong("recordings"),
                        row.getLong("gone"),
                        row.getLong("copies"),
                        Rows.instantOrNull(row, "oldest"),
                        Rows.instantOrNull(row, "newest")))
                .single();
    }

    /** Places a hold; MISSING_REFERENCE when the tenant has no such call. Do it first in its transaction. */
    public static HoldId place(TenantTx tx, Hold.New hold) {
        HoldId id = HoldId.create();
        Hold.Scope scope = hold.scope();
        tx.sql(
                        """
                        insert into legal_holds (id, matter, reason, owner, call_id, caller, from_at, until_at, review_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        id.value(),
                        hold.matter(),
                        hold.reason(),
                        hold.owner(),
                        scope.call() == null ? null : scope.call().value(),
                        scope.caller(),
                        Rows.time(scope.from()),
                        Rows.time(scope.until()),
                        hold.reviewAt())
                .update();
        return id;
    }

    /** Sets when to ask whether the hold is still needed; false if there is no such hold in force. */
    public static boolean review(TenantTx tx, HoldId id, @Nullable LocalDate at) {
        return tx.sql(
                                "update legal_holds set review_at = cast(? as date) where id = ? and released_at is null",
                                at,
                                id.value())
                        .update()
                == 1;
    }

    /**
     * Releases a hold: it protects for the grace yet, then retention goes on; false if there is no such hold in force.
     */
    public static boolean release(TenantTx tx, HoldId id, Duration grace) {
        return tx.sql("""
                                update legal_holds set released_at = clock_timestamp(), released_by = current_actor(),
                                       protects_until = clock_timestamp() + make_interval(secs => ?)
                                where id = ? and released_at is null""", grace.toMillis() / 1000.0, id.value()).update() == 1;
    }

    /** One hold. */
    public static Optional<Hold> find(TenantTx tx, HoldId id) {
        return tx.sql(SELECT + "where h.id = ?", id.value()).query(Holds::read).optional();
    }

    /**
     * The holds, newest first, those older than {@code before} if given.
     *
     * @param inForce only those that are not released
     */
    public static List<Hold> list(TenantTx tx, boolean inForce, @Nullable HoldId before, int limit) {
        return tx.sql(SELECT + """
                        where (not ? or h.released_at is null) and (cast(? as uuid) is null or h.id < ?)
                        order by h.id desc limit ?""", inForce, valueOf(before), valueOf(before), limit)
                .query(Holds::read)
                .list();
    }

    /** The holds that protect a call now, oldest first; those whose grace runs are among them. */
    public static List<Hold> protecting(TenantTx tx, CallId call) {
        return tx.sql(SELECT + """
                        join calls c on c.tenant_id = h.tenant_id and c.id = ?
                        where protects(h, c.id, c.from_number, c.created_at) order by h.id""", call.value()).query(Holds::read).list();
    }

    private static org.springframework.jdbc.core.simple.JdbcClient.StatementSpec bound(
            org.springframework.jdbc.core.simple.JdbcClient.StatementSpec statement, Hold.Scope scope) {
        return statement
                .param("call", scope.call() == null ? null : scope.call().value())
                .param("caller", scope.caller())
                .param("from", Rows.time(scope.from()))
                .param("until", Rows.time(scope.until()));
    }

    private static java.util.@Nullable UUID valueOf(@Nullable HoldId id) {
        return id == null ? null : id.value();
    }

    private static Hold read(ResultSet row, int number) throws SQLException {
        return new Hold(
                new HoldId(Rows.uuid(row, "id")),
                row.getString("matter"),
                row.getString("reason"),
                row.getString("owner"),
                new Hold.Scope(
                        Rows.idOrNull(row, "call_id", CallId::new),
                        row.getString("caller"),
                        Rows.instantOrNull(row, "from_at"),
                        Rows.instantOrNull(row, "until_at")),
                row.getObject("review_at", LocalDate.class),
                row.getString("placed_by"),
                Rows.instant(row, "placed_at"),
                released(row));
    }

    private static Hold.@Nullable Release released(ResultSet row) throws SQLException {
        String by = row.getString("released_by");
        return by == null
                ? null
                : new Hold.Release(by, Rows.instant(row, "released_at"), Rows.instant(row, "protects_until"));
    }
}
