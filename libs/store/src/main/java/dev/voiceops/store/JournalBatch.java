package dev.voiceops.store;

import dev.voiceops.call.Utterance;
import java.sql.Array;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One batch as one statement: it moves the head of the journal, checking fence and place, and writes all rows. COPY
 * would not do: PostgreSQL refuses it on tables with row-level security.
 */
record JournalBatch(
        CallId call,
        long fencingToken,
        long firstN,
        List<JournalEntry.Happening> events,
        List<Utterance> utterances,
        List<TurnRow> turns) {

    private static final String WRITE = """
            with head as (
                update call_journals
                set last_n = last_n + ?, last_seq = last_seq + ?, last_utterance = last_utterance + ?
                where call_id = ? and fencing_token = ? and last_n = ?
                returning call_id, last_seq - ? as seq, last_utterance - ? as utterance, fencing_token),
            events as (
                insert into call_events (call_id, seq, at, mono_ms, type, payload)
                select call_id, seq + e.n, e.at::timestamptz, e.mono_ms, e.type, e.payload::jsonb
                from head, unnest(?::text[], ?::bigint[], ?::text[], ?::text[])
                     with ordinality as e (at, mono_ms, type, payload, n)),
            utterances as (
                insert into utterances (call_id, seq, turn, speaker, generated, heard, heard_by, interrupted,
                                        started_ms, ended_ms)
                select call_id, utterance + u.n, u.turn, u.speaker, u.generated, u.heard, u.heard_by, u.interrupted,
                       u.started_ms, u.ended_ms
                from head, unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::bigint[], ?::bigint[])
                     with ordinality as u (turn, speaker, generated, heard, heard_by, interrupted, started_ms, ended_ms, n)),
            turns as (
                insert into turns (call_id, fencing_token, turn, started, speech_end, eot_decided, llm_request,
                                   llm_first_token, first_clause, tts_request, first_audio, playout_end, ended,
                                   endpointing_ms, model_ms, writing_ms, tool_ms, holding_ms, voice_ms, playout_ms,
                                   unattributed_ms, interrupted, clock_error, spans, tools)
                select call_id, fencing_token, t.*
                from head, jsonb_to_recordset(?::jsonb) as t (
                    turn int, started bigint, speech_end bigint, eot_decided bigint, llm_request bigint,
                    llm_first_token bigint, first_clause bigint, tts_request bigint, first_audio bigint,
                    playout_end bigint, ended bigint, endpointing_ms bigint, model_ms bigint, writing_ms bigint,
                    tool_ms bigint, holding_ms bigint, voice_ms bigint, playout_ms bigint, unattributed_ms bigint,
                    interrupted bool, clock_error bool, spans jsonb, tools jsonb))
            select pg_notify('call_events', call_id::text) from head""";

    static JournalBatch of(CallId call, long fencingToken, List<? extends JournalEntry> entries) {
        return new JournalBatch(
                call,
                fencingToken,
                entries.getFirst().n(),
                pick(entries, entry -> entry instanceof JournalEntry.Event event ? event.happening() : null),
                pick(entries, entry -> entry instanceof JournalEntry.Said said ? said.utterance() : null),
                pick(entries, entry -> entry instanceof JournalEntry.Turn turn ? TurnRow.of(turn.times()) : null));
    }

    /** False: nothing was written, because the head stands elsewhere or belongs to another holder. */
    boolean write(Tx tx) {
        int count = events.size() + utterances.size() + turns.size();
        return !tx.sql(
                        WRITE,
                        count,
                        events.size(),
                        utterances.size(),
                        call.value(),
                        fencingToken,
                        firstN - 1,
                        events.size(),
                        utterances.size(),
                        text(tx, events, event -> event.at().toString()),
                        Rows.array(tx, "bigint", events, JournalEntry.Happening::monoMs),
                        text(tx, events, JournalEntry.Happening::type),
                        text(tx, events, event -> Texts.storableJson(event.payload())),
                        Rows.array(tx, "int", utterances, Utterance::turn),
                        text(tx, utterances, utterance -> lower(utterance.speaker())),
                        text(tx, utterances, utterance -> Texts.storable(utterance.generated())),
                        text(tx, utterances, utterance -> Texts.storable(utterance.heard())),
                        text(tx, utterances, utterance -> lower(utterance.heardBy())),
                        Rows.array(tx, "bool", utterances, Utterance::interrupted),
                        Rows.array(tx, "bigint", utterances, Utterance::startedMs),
                        Rows.array(tx, "bigint", utterances, Utterance::endedMs),
                        Texts.storableJson(TurnRow.json(turns)))
                .query((row, number) -> 1)
                .list()
                .isEmpty();
    }

    private static <T> List<T> pick(List<? extends JournalEntry> entries, Function<JournalEntry, @Nullable T> kind) {
        return entries.stream()
                .<T>mapMulti((entry, sink) -> {
                    T value = kind.apply(entry);
                    if (value != null) {
                        sink.accept(value);
                    }
                })
                .toList();
    }

    private static <T> Array text(Tx tx, List<T> items, Function<T, @Nullable Object> element) {
        return Rows.array(tx, "text", items, element);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
