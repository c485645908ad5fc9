package dev.voiceops.store;

import dev.voiceops.call.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls as a client's own people may see them. */
public final class PortalCalls {
    private static final String SELECT = """
            select c.id, c.from_number, c.to_number, c.agent_id, a.name as agent_name, c.state, c.outcome, c.handoff_reason,
                   c.created_at, c.answered_at, c.ended_at,
                   exists (select 1 from portal_recordings_of(c.id)) as recorded
            from calls c join agents a on a.tenant_id = c.tenant_id and a.id = c.agent_id\s""";
    private static final String FILTER = """
            where (cast(:before as uuid) is null or c.id < :before)
              and (cast(:from as timestamptz) is null or c.created_at >= :from)
              and (cast(:until as timestamptz) is null or c.created_at < :until)
              and (cast(:agent as uuid) is null or c.agent_id = :agent)
              and (cast(:outcome as text) is null or c.outcome = :outcome)
            order by c.id desc limit :limit""";

    private PortalCalls() {}

    /**
     * A call.
     *
     * @param outcome null until it ended
     * @param recorded whether there is a recording to listen to
     */
    public record Shown(
            CallId id,
            @Nullable String from,
            @Nullable String to,
            AgentId agent,
            String agentName,
            Call.State state,
            @Nullable Outcome outcome,
            @Nullable String handoffReason,
            Instant createdAt,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            boolean recorded) {
        /** Names the call; phone numbers stay out of logs. */
        @Override
        public String toString() {
            return "Shown[" + id + " " + state + "]";
        }
    }

    /**
     * Something that was said and heard, as heard.
     *
     * @param speaker caller or agent
     * @param startedMs ms from the call's beginning
     */
    public record Line(int turn, String speaker, String heard, boolean interrupted, long startedMs, long endedMs) {
        Line heardAs(String text) {
            return new Line(turn, speaker, text, interrupted, startedMs, endedMs);
        }

        /** Keeps the words out of logs. */
        @Override
        public String toString() {
            return "Line[" + turn + " " + speaker + "]";
        }
    }

    /** Which calls; null: any. Times of their beginning: from inclusive, until exclusive. */
    public record Filter(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable AgentId agent,
            @Nullable Outcome outcome) {}

    /** Calls older than {@code before}, if given, newest first. */
    public static List<Shown> list(PortalTx tx, Filter filter, @Nullable CallId before, int limit) {
        Outcome outcome = filter.outcome();
        return tx.sql(SELECT + FILTER)
                .param("before", before == null ? null : before.value())
                .param("from", Rows.time(filter.from()))
                .param("until", Rows.time(filter.until()))
                .param("agent", filter.agent() == null ? null : filter.agent().value())
                .param("outcome", outcome == null ? null : outcome.code())
                .param("limit", limit)
                .query(PortalCalls::read)
                .list();
    }

    /** One call. */
    public static Optional<Shown> find(PortalTx tx, CallId id) {
        return tx.sql(SELECT + "where c.id = ?", id.value())
                .query(PortalCalls::read)
                .optional();
    }

    /** What was said in a call, in order, as the tenant wants it read. */
    public static List<Line> transcript(PortalTx tx, CallId call) {
        return AsRead.of(tx).lines(exactLines(tx, call));
    }

    private static List<Line> exactLines(PortalTx tx, CallId call) {
        return tx.sql("""
                        select turn, speaker, heard, interrupted, started_ms, ended_ms from utterances
                        where call_id = ? order by seq""", call.value())
                .query((row, number) -> new Line(
                        row.getInt("turn"),
                        row.getString("speaker"),
                        row.getString("heard"),
                        row.getBoolean("interrupted"),
                        row.getLong("started_ms"),
                        row.getLong("ended_ms")))
                .list();
    }

    /** The recordings of a call, oldest first; none while the tenant's people may not listen. */
    public static List<Recording> recordings(PortalTx tx, CallId call) {
        return tx.sql("""
                        select id, call_id, key, sha256, bytes, duration_ms, channels,
                               encode(key_sealed, 'base64') as key_sealed
                        from portal_recordings_of(?)""", call.value()).query(Recordings::read).list();
    }

    private static Shown read(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new Shown(
                new CallId(Rows.uuid(row, "id")),
                row.getString("from_number"),
                row.getString("to_number"),
                new AgentId(Rows.uuid(row, "agent_id")),
                row.getString("agent_name"),
                Call.State.parse(row.getString("state")),
                outcome == null ? null : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                row.getString("handoff_reason"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "answered_at"),
                Rows.instantOrNull(row, "ended_at"),
                row.getBoolean("recorded"));
    }
}
