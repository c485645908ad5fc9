package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dispatches: created once, claimed once, then held by a lease with a rising fencing token. */
public final class Dispatches {
    private static final String COLUMNS = """
            tenant_id, id, call_id, state, room, expires_at, claimed_by, lease_until, fencing_token, cause""";

    private Dispatches() {}

    /** Creates a dispatch; if it is there, or the call has another open one, returns that one unchanged. */
    public static Dispatch create(TenantTx tx, Dispatch.New dispatch) {
        Secret token = dispatch.joinToken();
        byte[] sealed = token == null ? null : tx.vault().seal(place(tx.tenant(), dispatch.id()), token);
        tx.sql(
                        """
                insert into runtime_dispatches (id, call_id, room, join_token_sealed, expires_at)
                values (?, ?, ?, ?, clock_timestamp() + make_interval(secs => ?)) on conflict do nothing""",
                        dispatch.id().value(),
                        dispatch.call().value(),
                        dispatch.room(),
                        sealed,
                        dispatch.validity().toMillis() / 1000.0)
                .update();
        return tx.sql("select " + COLUMNS + """
                         from runtime_dispatches
                        where id = :id or (call_id = :call and state in ('pending', 'claimed'))
                        order by id = :id desc limit 1""")
                .param("id", dispatch.id().value())
                .param("call", dispatch.call().value())
                .query(Dispatches::read)
                .single();
    }

    /** One dispatch of any tenant. */
    public static Optional<Dispatch> find(PlatformTx tx, DispatchId id) {
        return tx.sql("select " + COLUMNS + " from runtime_dispatches where id = ?", id.value())
                .query(Dispatches::read)
                .optional();
    }

    /** The dispatches of a call, oldest first. */
    public static List<Dispatch> ofCall(TenantTx tx, CallId call) {
        return tx.sql(
                        "select " + COLUMNS + " from runtime_dispatches where call_id = ? order by created_at, id",
                        call.value())
                .query(Dispatches::read)
                .list();
    }

    /**
     * Claims a pending dispatch: of any number of claimers exactly one wins, none after it expired. The join token is
     * opened this once and scrubbed by the same statement; earlier holders of the call are fenced off its journal.
     *
     * @return empty: unknown, taken, expired or closed ({@link #find} tells which)
     */
    public static Optional<Dispatch.Claim> claim(PlatformTx tx, DispatchId id, String connectorId, Duration lease) {
        return Claiming.claim(tx, id, connectorId, lease);
    }

    /** Extends the lease of its holder; empty: it is no longer theirs, and they must let go of the call. */
    public static Optional<Instant> renew(PlatformTx tx, DispatchId id, long fencingToken, Duration lease) {
        return tx.sql("""
                update runtime_dispatches set lease_until = clock_timestamp() + make_interval(secs => ?)
                where id = ? and fencing_token = ? and state = 'claimed' returning lease_until""", lease.toMillis() / 1000.0, id.value(), fencingToken)
                .query((row, number) -> Rows.instant(row, "lease_until"))
                .optional();
    }

    /** Its holder is done with the call; false: it is no longer theirs. */
    public static boolean release(PlatformTx tx, DispatchId id, long fencingToken) {
        return tx.sql("""
                update runtime_dispatches set state = 'released', closed_at = clock_timestamp()
                where id = ? and fencing_token = ? and state = 'claimed'""", id.value(), fencingToken).update() == 1;
    }

    /** Nobody shall claim it any more, because of {@code cause}; false: it was not pending. */
    public static boolean fail(PlatformTx tx, DispatchId id, String cause) {
        return tx.sql("""
                update runtime_dispatches set state = 'failed', closed_at = clock_timestamp(), cause = ?,
                                              join_token_sealed = null
                where id = ? and state = 'pending'""", cause, id.value()).update() == 1;
    }

    /** Closes pending dispatches whose time is over, and returns them. Several sweepers may run at a time. */
    public static List<Dispatch> expireDue(PlatformTx tx, int limit) {
        return tx.sql("""
                update runtime_dispatches d set state = 'expired', closed_at = clock_timestamp(), cause = 'not_claimed',
                                                join_token_sealed = null
                from (select tenant_id, id from runtime_dispatches
                      where state = 'pending' and expires_at <= clock_timestamp()
                      order by expires_at limit ? for update skip locked) as due
                where d.tenant_id = due.tenant_id and d.id = due.id
                returning d.tenant_id, d.id, call_id, state, room, expires_at, claimed_by, lease_until, fencing_token,
                          cause""", limit).query(Dispatches::read).list();
    }

    /**
     * Closes claimed dispatches whose lease ran out more than {@code grace} ago, fences their holders off the journal,
     * and returns them. Several sweepers may run at a time.
     */
    public static List<Dispatch> lostLeases(PlatformTx tx, Duration grace, int limit) {
        return tx.sql("""
                with lost as (
                    update runtime_dispatches d set state = 'failed', closed_at = clock_timestamp(), cause = 'lease_lost'
                    from (select tenant_id, id from runtime_dispatches
                          where state = 'claimed' and lease_until < clock_timestamp() - make_interval(secs => ?)
                          order by lease_until limit ? for update skip locked) as due
                    where d.tenant_id = due.tenant_id and d.id = due.id
                    returning d.tenant_id, d.id, call_id, state, room, expires_at, claimed_by, lease_until,
                              fencing_token, cause),
                fenced as (
                    update call_journals j set fencing_token = nextval('fencing_tokens'), last_n = 0
                    from lost where j.tenant_id = lost.tenant_id and j.call_id = lost.call_id)
                select * from lost""", grace.toMillis() / 1000.0, limit)
                .query(Dispatches::read)
                .list();
    }

    static Vault.Place place(TenantId tenant, DispatchId id) {
        return new Vault.Place(tenant, "runtime_dispatches", "join_token_sealed", id.toString());
    }

    private static Dispatch read(ResultSet row, int number) throws SQLException {
        return new Dispatch(
                new TenantId(Rows.uuid(row, "tenant_id")),
                new DispatchId(Rows.uuid(row, "id")),
                new CallId(Rows.uuid(row, "call_id")),
                Dispatch.State.parse(row.getString("state")),
                row.getString("room"),
                Rows.instant(row, "expires_at"),
                row.getString("claimed_by"),
                Rows.instantOrNull(row, "lease_until"),
                fencingToken(row),
                row.getString("cause"));
    }

    private static @Nullable Long fencingToken(ResultSet row) throws SQLException {
        return row.getObject("fencing_token", Long.class);
    }
}
