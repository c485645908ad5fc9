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

    private static Recording read(ResultSet row, int number) throws SQLException {
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
