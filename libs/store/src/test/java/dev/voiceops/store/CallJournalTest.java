package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.call.Stage;
import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallJournalTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static TestDatabase database;
    private static Db db;
    private static Specimen specimen;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
        specimen = Specimen.plant(db);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void what_is_appended_can_be_read_back_as_it_was() {
        Held held = claimed();
        Happening spoke = new Happening(T, 1_200L, "voice_stt_transcript", "{\"words\": 3}");
        Utterance utterance = new Utterance(
                1, Utterance.Speaker.AGENT, "Hello there.", "Hello", Utterance.HeardBy.WORDS, true, 1_000, 2_000);
        TurnTimes times = turn(1);
        int written = append(
                held,
                List.of(
                        new JournalEntry.Event(1, spoke),
                        new JournalEntry.Said(2, utterance),
                        new JournalEntry.Turn(3, times)));
        assertThat(written).isEqualTo(3);
        assertThat(events(held)).containsExactly(new CallRecord.Event(1, T, 1_200L, spoke.type(), spoke.payload()));
        List<Utterance> utterances = db.tenant(specimen.tenant(), TESTER, tx -> CallRecord.utterances(tx, held.call()));
        assertThat(utterances).containsExactly(utterance);
        List<TurnTimes> turns = db.tenant(specimen.tenant(), TESTER, tx -> CallRecord.turns(tx, held.call()));
        assertThat(turns).containsExactly(times);
    }

    private static TurnTimes turn(int turn) {
        TurnTimes.Marks marks = new TurnTimes.Marks(100, 100, 400, 405, 700, 750, TurnTimes.NEVER, 1_000, 2_000, 2_010);
        return new TurnTimes(
                turn,
                marks,
                List.of(
                        new TurnTimes.Span(Stage.ENDPOINTING, 100, 400),
                        new TurnTimes.Span(Stage.MODEL, 405, 700),
                        new TurnTimes.Span(Stage.PLAYOUT, 1_000, 2_000)),
                List.of(new TurnTimes.ToolSpan("call_1", "order-status", 700, TurnTimes.NEVER)),
                false,
                false);
    }

    @Test
    void the_ledgers_columns_add_up_and_carry_the_response_time() {
        Held held = claimed();
        append(held, List.of(new JournalEntry.Turn(1, turn(1))));
        assertThat(SuperUser.of(database)
                        .one(
                                "select response_ms || ' ' || unattributed_ms || ' ' || (ended - started) from voiceops.turns"
                                        + " where call_id = ?",
                                held.call().value()))
                .isEqualTo("900 315 1910");
    }

    @Test
    void a_batch_sent_again_inserts_nothing_twice() {
        Held held = claimed();
        assertThat(append(held, numbered(1, 10))).isEqualTo(10);
        assertThat(append(held, numbered(1, 10))).isZero();
        assertThat(append(held, numbered(4, 12))).isEqualTo(2);
        assertThat(append(held, List.of())).isZero();
        assertThat(events(held)).extracting(CallRecord.Event::seq).containsExactlyElementsOf(upTo(12));
    }

    @Test
    void random_batches_random_repeats_and_lost_answers_leave_every_entry_once_and_in_order() {
        Random random = new Random(7);
        for (int run = 0; run < 15; run++) {
            Held held = claimed();
            long acknowledged = 0;
            while (acknowledged < 60) {
                long from = Math.max(1, acknowledged + 1 - random.nextInt(5));
                long to = Math.min(60, acknowledged + 1 + random.nextInt(8));
                append(held, numbered(from, to));
                boolean answerLost = random.nextInt(3) == 0;
                acknowledged = answerLost ? acknowledged : to;
            }
            assertThat(events(held)).extracting(CallRecord.Event::payload).containsExactlyElementsOf(payloads(60));
        }
    }

    @Test
    void words_that_postgres_would_not_take_do_not_hold_up_the_journal() {
        Held held = claimed();
        Utterance odd = new Utterance(
                1, Utterance.Speaker.CALLER, "a\0b\uD83D", "a\0b", Utterance.HeardBy.RECOGNISED, false, 0, 1);
        Happening escaped = new Happening(T, 1L, "test.event", "{\"text\": \"\\u0000\\ud83d\"}");
        int written = append(held, List.of(new JournalEntry.Said(1, odd), new JournalEntry.Event(2, escaped)));
        assertThat(written).isEqualTo(2);
        assertThat(events(held).getFirst().payload()).isEqualTo("{\"text\": \"\uFFFD\uFFFD\"}");
    }

    @Test
    void a_gap_is_refused() {
        Held held = claimed();
        append(held, numbered(1, 3));
        assertThatThrownBy(() -> append(held, numbered(5, 6)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.INVALID))
                .hasMessageContaining("ends at entry 3");
        List<JournalEntry> torn =
                List.of(numbered(4, 4).getFirst(), numbered(6, 6).getFirst());
        assertThatThrownBy(() -> append(held, torn)).hasMessageContaining("without gaps");
        assertThat(events(held)).hasSize(3);
    }

    @Test
    void a_holder_that_lost_its_lease_writes_no_more() {
        Held before = claimed();
        append(before, numbered(1, 3));
        db.platform(TEST, TESTER, tx -> Dispatches.lostLeases(tx, Duration.ofDays(-1), 1000));
        assertThatThrownBy(() -> append(before, numbered(4, 5)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.STALE));
        Held after = claim(before.call());
        append(after, numbered(1, 2));
        assertThatThrownBy(() -> append(before, numbered(4, 5))).isInstanceOf(StoreException.class);
        assertThat(events(after)).extracting(CallRecord.Event::seq).containsExactlyElementsOf(upTo(5));
    }

    @Test
    void other_roles_add_events_between_the_holders_without_a_gap() {
        CallId call = specimen.call();
        note(call, "runtime.handoff_requested");
        Held held = claim(call);
        append(held, numbered(1, 2));
        db.platform(TEST, TESTER, tx -> {
            CallJournal.note(tx, specimen.tenant(), call, new Happening(T, null, "runtime.dispatch_claimed", "{}"));
            return 0;
        });
        append(held, numbered(3, 4));
        assertThat(events(held)).extracting(CallRecord.Event::seq).containsExactlyElementsOf(upTo(6));
        assertThat(events(held).get(3).type()).isEqualTo("runtime.dispatch_claimed");
        assertThatThrownBy(() -> note(CallId.create(), "x")).hasMessageContaining("no such call");
    }

    @Test
    void a_batch_wakes_the_listeners_once_with_the_calls_id() throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Held held = claimed();
        Held next = claimed();
        Listener listener = new Listener() {
            @Override
            public void connected() {
                heard.add("connected");
            }

            @Override
            public void notified(String payload) {
                heard.add(payload);
            }
        };
        try (AutoCloseable listening = db.listen("call_events", listener)) {
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("connected");
            append(held, numbered(1, 50));
            append(next, numbered(1, 1));
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(held.call().toString());
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(next.call().toString());
            assertThat(listening).isNotNull();
        }
    }

    @Test
    void events_lie_in_the_partition_of_the_week_in_which_the_call_began() {
        Held held = claimed();
        append(held, numbered(1, 1));
        assertThat(SuperUser.of(database)
                        .one(
                                "select tableoid::regclass::text from voiceops.call_events where call_id = ?",
                                held.call().value()))
                .matches("voiceops.call_events_20\\d\\dw\\d\\d");
    }

    @Test
    void a_partition_made_late_takes_over_what_lies_in_the_rest() {
        CallId far =
                new CallId(Uuid7.at(Instant.now().plus(Duration.ofDays(100)).toEpochMilli()));
        InboundCall like = specimen.ringing();
        InboundCall call = new InboundCall(
                far, null, null, null, like.agent(), like.version(), like.traceId(), true, like.createdAt());
        db.tenant(specimen.tenant(), TESTER, tx -> Calls.insertInbound(tx, call));
        note(far, "early");
        String where = "select tableoid::regclass::text from voiceops.call_events where call_id = ?";
        assertThat(SuperUser.of(database).one(where, far.value())).isEqualTo("voiceops.call_events_rest");
        db.platform(TEST, TESTER, tx -> {
            Partitions.ensure(tx, Instant.now().plus(Duration.ofDays(110)));
            return 0;
        });
        assertThat(SuperUser.of(database).one(where, far.value())).matches("voiceops.call_events_20\\d\\dw\\d\\d");
        note(far, "late");
        List<CallRecord.Event> events = db.tenant(specimen.tenant(), TESTER, tx -> CallRecord.events(tx, far, 0, 10));
        assertThat(events).hasSize(2);
    }

    private record Held(CallId call, long token) {}

    private static Held claimed() {
        return claim(specimen.call());
    }

    private static Held claim(CallId call) {
        Dispatch.New dispatch = new Dispatch.New(DispatchId.create(), call, "room", Duration.ofMinutes(1), null);
        Dispatch created = db.tenant(specimen.tenant(), TESTER, tx -> Dispatches.create(tx, dispatch));
        Dispatch.Claim claim = db.platform(
                        TEST, TESTER, tx -> Dispatches.claim(tx, created.id(), "c-1", Duration.ofMinutes(1)))
                .orElseThrow();
        return new Held(call, claim.fencingToken());
    }

    private static int append(Held held, List<? extends JournalEntry> entries) {
        return db.tenant(specimen.tenant(), TESTER, tx -> CallJournal.append(tx, held.call(), held.token(), entries));
    }

    private static void note(CallId call, String type) {
        db.tenant(specimen.tenant(), TESTER, tx -> {
            CallJournal.note(tx, call, new Happening(T, null, type, "{}"));
            return 0;
        });
    }

    private static List<CallRecord.Event> events(Held held) {
        return db.tenant(specimen.tenant(), TESTER, tx -> CallRecord.events(tx, held.call(), 0, 1000));
    }

    private static List<JournalEntry> numbered(long from, long to) {
        List<JournalEntry> entries = new ArrayList<>();
        for (long n = from; n <= to; n++) {
            entries.add(new JournalEntry.Event(n, new Happening(T, n * 20, "test.event", "{\"n\": " + n + "}")));
        }
        return entries;
    }

    private static List<String> payloads(long last) {
        return LongStream.rangeClosed(1, last)
                .mapToObj(n -> "{\"n\": " + n + "}")
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
