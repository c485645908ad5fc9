package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The claim of a dispatch, in one statement and one look at the clock. */
final class Claiming {
    // the clock is read after the row is locked, so that waiting for a rival cannot carry a claim past the expiry
    private static final String CLAIM = """
            with locked as materialized (
                select tenant_id, id, call_id, expires_at, join_token_sealed from runtime_dispatches
                where id = :id and state = 'pending' for update),
            clock as materialized (
                select locked.*, clock_timestamp() as at from locked),
            won as (
                update runtime_dispatches d
                set state = 'claimed', claimed_by = :connector, claimed_at = clock.at, join_token_sealed = null,
                    lease_until = clock.at + make_interval(secs => :lease), fencing_token = nextval('fencing_tokens')
                from clock
                where d.tenant_id = clock.tenant_id and d.id = clock.id and clock.at < clock.expires_at
                returning d.tenant_id, d.id, d.call_id, d.room, d.lease_until, d.fencing_token, clock.join_token_sealed),
            fenced as (
                update call_journals j set fencing_token = won.fencing_token, last_n = 0
                from won where j.tenant_id = won.tenant_id and j.call_id = won.call_id),
            held as (
                update calls c set connector_id = :connector
                from won where c.tenant_id = won.tenant_id and c.id = won.call_id)
            select won.tenant_id, won.id as dispatch_id, won.call_id, won.room, won.lease_until, won.fencing_token,
                   won.join_token_sealed
            from won""";

    private Claiming() {}

    static Optional<Dispatch.Claim> claim(PlatformTx tx, DispatchId id, String connectorId, Duration lease) {
        return tx.sql(CLAIM)
                .param("id", id.value())
                .param("connector", connectorId)
                .param("lease", lease.toMillis() / 1000.0)
                .query((row, number) -> won(tx, row))
                .optional();
    }

    private static Dispatch.Claim won(PlatformTx tx, ResultSet row) throws SQLException {
        TenantId tenant = new TenantId(Rows.uuid(row, "tenant_id"));
        DispatchId id = new DispatchId(Rows.uuid(row, "dispatch_id"));
        byte[] sealed = row.getBytes("join_token_sealed");
        Call call = Calls.locate(tx, new CallId(Rows.uuid(row, "call_id")))
                .orElseThrow(() -> new StoreException(StoreException.Code.INTERNAL, "a dispatch without its call"));
        return new Dispatch.Claim(
                call,
                id,
                row.getString("room"),
                sealed == null ? null : tx.vault().open(Dispatches.place(tenant, id), sealed),
                row.getLong("fencing_token"),
                Rows.instant(row, "lease_until"));
    }
}
