package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.store.Call.CarrierStatus;
import dev.voiceops.store.Call.Ending;
import dev.voiceops.store.Call.Witness;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final Call.End GOODBYE =
            new Call.End(EndReason.AGENT_GOODBYE, Outcome.RESOLVED, Witness.CONNECTOR, T.plusSeconds(60), null);
    private static final Call.End HUNG_UP =
            new Call.End(EndReason.CALLER_HANGUP, Outcome.UNKNOWN, Witness.CARRIER, T.plusSeconds(61), null);
    private static final Call.End SWEPT =
            new Call.End(EndReason.CONNECTOR_LOST, Outcome.FAILED, Witness.SWEEPER, T.plusSeconds(90), null);

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
    void a_call_is_recorded_once_however_many_webhooks_race_for_it() throws Exception {
        InboundCall call = specimen.ringing();
        Set<CallId> ids = new HashSet<>();
        int created = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Calls.Inserted>> inserts = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                InboundCall again = new InboundCall(
                        CallId.create(),
                        call.twilioCallSid(),
                        call.from(),
                        call.to(),
                        call.agent(),
                        call.version(),
                        call.traceId(),
                        true,
                        T);
                inserts.add(threads.submit(
                        () -> db.tenant(specimen.tenant(), TESTER, tx -> Calls.insertInbound(tx, again))));
            }
            for (Future<Calls.Inserted> insert : inserts) {
                ids.add(insert.get().id());
                created += insert.get().created() ? 1 : 0;
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(created).isOne();
    }

    @Test
    void a_recorded_call_can_be_read_back_by_either_door() {
        InboundCall ringing = specimen.ringing();
        CallId id = db.tenant(specimen.tenant(), TESTER, tx -> Calls.insertInbound(tx, ringing))
                .id();
        Call call = read(id);
        assertThat(call.state()).isEqualTo(Call.State.QUEUED);
        assertThat(call.from()).isEqualTo(ringing.from());
        assertThat(call.version()).isEqualTo(specimen.version());
        Call located = db.platform(TEST, TESTER, tx -> Calls.bySid(tx, "CA" + ringing.traceId()))
                .orElseThrow();
        assertThat(located).isEqualTo(call);
        List<Call> newest = db.platform(TEST, TESTER, tx -> Calls.listAll(tx, null, 1));
        assertThat(newest).containsExactly(call);
        List<Call> older = db.tenant(specimen.tenant(), TESTER, tx -> Calls.list(tx, id, 100));
        assertThat(older).doesNotContain(call);
    }

    @Test
    void a_call_goes_from_queued_to_live_to_ended_and_stays_there() {
        CallId id = specimen.call();
        live(id, T);
        assertThat(read(id).state()).isEqualTo(Call.State.LIVE);
        assertThat(end(id, GOODBYE)).isEqualTo(Ending.ENDED);
        live(id, T.plusSeconds(5));
        Call ended = read(id);
        assertThat(ended.state()).isEqualTo(Call.State.ENDED);
        assertThat(ended.answeredAt()).isEqualTo(T);
        assertThat(ended.endReason()).isEqualTo(EndReason.AGENT_GOODBYE);
        assertThat(ended.endedAt()).isEqualTo(T.plusSeconds(60));
    }

    @Test
    void a_better_witness_corrects_the_end_and_a_worse_one_does_not() {
        CallId id = specimen.call();
        assertThat(end(id, SWEPT)).isEqualTo(Ending.ENDED);
        assertThat(end(id, GOODBYE)).isEqualTo(Ending.REFINED);
        assertThat(end(id, GOODBYE)).isEqualTo(Ending.UNCHANGED);
        assertThat(end(id, HUNG_UP)).isEqualTo(Ending.UNCHANGED);
        assertThat(end(id, SWEPT)).isEqualTo(Ending.UNCHANGED);
        assertThat(read(id).endedBy()).isEqualTo(Witness.CONNECTOR);
        assertThat(end(CallId.create(), SWEPT)).isEqualTo(Ending.UNCHANGED);
    }

    @Test
    void reports_in_any_order_and_number_lead_to_one_same_final_state() {
        List<BiConsumer<TenantTx, CallId>> reports = List.of(
                (tx, id) -> Calls.markLive(tx, id, T),
                (tx, id) -> Calls.markLive(tx, id, T.plusMillis(20)),
                (tx, id) -> Calls.carrierSays(tx, id, CarrierStatus.RINGING, 0),
                (tx, id) -> Calls.carrierSays(tx, id, CarrierStatus.IN_PROGRESS, 1),
                (tx, id) -> Calls.carrierSays(tx, id, CarrierStatus.COMPLETED, 2),
                (tx, id) -> Calls.carrierSays(tx, id, CarrierStatus.IN_PROGRESS, 7),
                (tx, id) -> Calls.end(tx, id, HUNG_UP),
                (tx, id) -> Calls.end(tx, id, GOODBYE),
                (tx, id) -> Calls.end(
                        tx,
                        id,
                        new Call.End(EndReason.SILENCE, Outcome.ABANDONED, Witness.CONNECTOR, T.plusSeconds(60), null)),
                (tx, id) -> Calls.end(tx, id, SWEPT));
        Random random = new Random(20_261_122);
        Set<String> finals = new HashSet<>();
        for (int run = 0; run < 300; run++) {
            List<BiConsumer<TenantTx, CallId>> told = new ArrayList<>(reports);
            for (int repeats = random.nextInt(8); repeats > 0; repeats--) {
                told.add(reports.get(random.nextInt(reports.size())));
            }
            Collections.shuffle(told, random);
            CallId id = specimen.call();
            db.tenant(specimen.tenant(), TESTER, tx -> {
                told.forEach(report -> report.accept(tx, id));
                return id;
            });
            finals.add(settled(read(id)));
        }
        assertThat(finals)
                .containsExactly(
                        "ENDED AGENT_GOODBYE RESOLVED CONNECTOR 2026-11-22T10:00:00Z 2026-11-22T10:01:00Z COMPLETED");
    }

    private static String settled(Call call) {
        return "%s %s %s %s %s %s %s"
                .formatted(
                        call.state(),
                        call.endReason(),
                        call.outcome(),
                        call.endedBy(),
                        call.answeredAt(),
                        call.endedAt(),
                        call.carrierStatus());
    }

    @Test
    void a_call_that_nobody_cares_for_is_an_orphan() {
        InboundCall old = specimen.ringing();
        CallId id = db.tenant(
                        specimen.tenant(),
                        TESTER,
                        tx -> Calls.insertInbound(
                                tx,
                                new InboundCall(
                                        old.id(),
                                        old.twilioCallSid(),
                                        null,
                                        null,
                                        old.agent(),
                                        old.version(),
                                        old.traceId(),
                                        true,
                                        Instant.now().minusSeconds(300))))
                .id();
        assertThat(orphans()).contains(id);
        DispatchId dispatch = DispatchId.create();
        db.tenant(
                specimen.tenant(),
                TESTER,
                tx -> Dispatches.create(tx, new Dispatch.New(dispatch, id, "room", Duration.ofMinutes(1), null)));
        assertThat(orphans()).doesNotContain(id);
        db.platform(TEST, TESTER, tx -> Dispatches.claim(tx, dispatch, "c-1", Duration.ZERO));
        assertThat(orphans()).as("a lapsed lease has its grace").doesNotContain(id);
        end(id, SWEPT);
        assertThat(orphans()).doesNotContain(id);
    }

    @Test
    void every_end_reason_and_outcome_of_the_heart_is_known_to_the_schema() {
        for (EndReason reason : EndReason.values()) {
            for (Outcome outcome : Outcome.values()) {
                CallId id = specimen.call();
                end(id, new Call.End(reason, outcome, Witness.CONTROL_PLANE, T, null));
                assertThat(read(id).endReason()).isEqualTo(reason);
                assertThat(read(id).outcome()).isEqualTo(outcome);
            }
        }
    }

    private static List<CallId> orphans() {
        List<Call> orphans = db.platform(TEST, TESTER, tx -> Calls.orphans(tx, Duration.ofSeconds(60), 1000));
        return orphans.stream().map(Call::id).toList();
    }

    private static Call read(CallId id) {
        return db.tenant(specimen.tenant(), TESTER, tx -> Calls.find(tx, id)).orElseThrow();
    }

    private static Ending end(CallId id, Call.End end) {
        return db.tenant(specimen.tenant(), TESTER, tx -> Calls.end(tx, id, end));
    }

    private static void live(CallId id, Instant at) {
        db.tenant(specimen.tenant(), TESTER, tx -> {
            Calls.markLive(tx, id, at);
            return id;
        });
    }
}
