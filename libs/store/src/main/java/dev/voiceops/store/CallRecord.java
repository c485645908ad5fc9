package dev.voiceops.store;

import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * What the journal holds of a call, in the order in which it was written, and as the tenant wants it read: with {@link
 * RedactionPolicy#READ} what tells who somebody is has become marks. {@link AsSaid} has the very words.
 */
public final class CallRecord {
    private CallRecord() {}

    /**
     * An event of a call.
     *
     * @param seq 1, 2, 3, … without gaps in its call
     * @param monoMs milliseconds on the call's clock; null if its writer did not hold the call
     * @param payload JSON text
     */
    public record Event(long seq, Instant at, @Nullable Long monoMs, String type, String payload) {
        /** Names the event; its payload stays out of logs. */
        @Override
        public String toString() {
            return "Event[" + seq + " " + type + "]";
        }
    }

    /** Events after {@code afterSeq}, at most {@code limit}. */
    public static List<Event> events(TenantTx tx, CallId call, long afterSeq, int limit) {
        AsRead reader = AsRead.of(tx);
        return exactEvents(tx, call, afterSeq, limit).stream()
                .map(reader::event)
                .toList();
    }

    static List<Event> exactEvents(TenantTx tx, CallId call, long afterSeq, int limit) {
        return tx.sql("""
                        select seq, at, mono_ms, type, payload::text from call_events
                        where call_id = ? and seq > ? order by seq limit ?""", call.value(), afterSeq, limit)
                .query((row, number) -> new Event(
                        row.getLong("seq"),
                        Rows.instant(row, "at"),
                        row.getObject("mono_ms", Long.class),
                        row.getString("type"),
                        row.getString("payload")))
                .list();
    }

    /** All utterances. */
    public static List<Utterance> utterances(TenantTx tx, CallId call) {
        return AsRead.of(tx).utterances(exactUtterances(tx, call));
    }

    static List<Utterance> exactUtterances(TenantTx tx, CallId call) {
        return tx.sql("""
                        select turn, speaker, generated, heard, heard_by, interrupted, started_ms, ended_ms
                        from utterances where call_id = ? order by seq""", call.value()).query(CallRecord::utterance).list();
    }

    /** An utterance with its number in the call, counted from 1 as written. */
    public record Numbered(long seq, Utterance utterance) {
        /** Names the place; the words stay out of logs. */
        @Override
        public String toString() {
            return "Numbered[" + seq + " turn " + utterance.turn() + "]";
        }
    }

    static List<Numbered> exactLastUtterances(TenantTx tx, CallId call, int limit) {
        return tx.sql("""
                        select * from (
                            select seq, turn, speaker, generated, heard, heard_by, interrupted, started_ms, ended_ms
                            from utterances where call_id = ? order by seq desc limit ?) as last
                        order by seq""", call.value(), limit)
                .query((row, number) -> new Numbered(row.getLong("seq"), utterance(row, number)))
                .list();
    }

    /** The ledger: all closed turns. */
    public static List<TurnTimes> turns(TenantTx tx, CallId call) {
        return tx.sql("""
                        select turn, started, speech_end, eot_decided, llm_request, llm_first_token, first_clause,
                               tts_request, first_audio, playout_end, ended, spans::text, tools::text, interrupted,
                               clock_error
                        from turns where call_id = ?
                        order by fencing_token, turn""", call.value()).query(CallRecord::turn).list();
    }

    private static Utterance utterance(ResultSet row, int number) throws SQLException {
        return new Utterance(
                row.getInt("turn"),
                Utterance.Speaker.valueOf(row.getString("speaker").toUpperCase(Locale.ROOT)),
                row.getString("generated"),
                row.getString("heard"),
                Utterance.HeardBy.valueOf(row.getString("heard_by").toUpperCase(Locale.ROOT)),
                row.getBoolean("interrupted"),
                row.getLong("started_ms"),
                row.getLong("ended_ms"));
    }

    private static TurnTimes turn(ResultSet row, int number) throws SQLException {
        TurnTimes.Marks marks = new TurnTimes.Marks(
                row.getLong("started"),
                moment(row, "speech_end"),
                moment(row, "eot_decided"),
                moment(row, "llm_request"),
                moment(row, "llm_first_token"),
                moment(row, "first_clause"),
                moment(row, "tts_request"),
                moment(row, "first_audio"),
                moment(row, "playout_end"),
                row.getLong("ended"));
        return new TurnTimes(
                row.getInt("turn"),
                marks,
                TurnRow.JSON.readValue(row.getString("spans"), new TypeReference<List<TurnTimes.Span>>() {}),
                TurnRow.JSON.readValue(row.getString("tools"), new TypeReference<List<TurnTimes.ToolSpan>>() {}),
                row.getBoolean("interrupted"),
                row.getBoolean("clock_error"));
    }

    private static long moment(ResultSet row, String column) throws SQLException {
        long moment = row.getLong(column);
        return row.wasNull() ? TurnTimes.NEVER : moment;
    }
}
