package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Which recordings exist. */
public final class Recordings {
    private Recordings() {}

    /** Notes a finished recording, once per key. */
    public static void insert(TenantTx tx, Recording recording) {
        tx.sql(
                        """
                        insert into recordings (id, call_id, key, sha256, bytes, duration_ms, channels, key_sealed)
                        values (?, ?, ?, ?, ?, ?, ?, decode(?, 'base64')) on conflict (tenant_id, key) do nothing""",
                        recording.id().value(),
                        recording.call().value(),
                        recording.key(),
                        recording.sha256(),
                        recording.bytes(),
                        recording.durationMs(),
                        recording.channels(),
                        recording.keySealed())
                .update();
    }

    /** The recordings of a call, oldest first. */
    public static List<Recording> ofCall(TenantTx tx, CallId call) {
        return tx.sql("""
                        select id, call_id, key, sha256, bytes, duration_ms, channels, encode(key_sealed, 'base64') as key_sealed
                        from recordings
                        where call_id = ? order by created_at, id""", call.value()).query(Recordings::read).list();
    }

    /** Keys of the tenant's recordings behind this one, in the order in which stores list objects. */
    public static List<String> keys(PlatformTx tx, TenantId tenant, String after, int limit) {
        return tx.sql("""
                        select key from recordings where tenant_id = ? and key collate "C" > ?
                        order by key collate "C" limit ?""", tenant.value(), after, limit).query(String.class).list();
    }

    /** Those of the keys that a recording has, or a step of deletion that is not done. */
    public static List<String> known(PlatformTx tx, TenantId tenant, List<String> keys) {
        return tx.sql("""
                        select k from unnest(:keys) as k
                        where exists (select 1 from recordings r where r.tenant_id = :tenant and r.key = k)
                           or exists (select 1 from deletion_steps s where s.tenant_id = :tenant and s.kind = 'recording'
                                        and s.place = k and s.state <> 'done')""")
                .param("keys", keys.toArray(String[]::new))
                .param("tenant", tenant.value())
                .query(String.class)
                .list();
    }

    /** Calls that were answered, ended more than an hour ago, have their content yet, and have no recording; newest first. */
    public static List<CallId> unrecorded(PlatformTx tx, TenantId tenant, int limit) {
        return tx.sql("""
                        select c.id from calls c
                        where c.tenant_id = ? and c.state = 'ended' and c.answered_at is not null and c.purged_at is null
                          and c.ended_at < clock_timestamp() - interval '1 hour'
                          and c.ended_at > c.answered_at + interval '2 seconds'
                          and not exists (select 1 from recordings r where r.tenant_id = c.tenant_id and r.call_id = c.id)
                        order by c.created_at desc limit ?""", tenant.value(), limit)
                .query((row, number) -> new CallId(Rows.uuid(row, "id")))
                .list();
    }

    static Recording read(ResultSet row, int number) throws SQLException {
        String sealed = row.getString("key_sealed");
        return new Recording(
                new RecordingId(Rows.uuid(row, "id")),
                new CallId(Rows.uuid(row, "call_id")),
                row.getString("key"),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getLong("duration_ms"),
                row.getInt("channels"),
                sealed == null ? null : sealed.replace("\n", ""));
    }
}
