package dev.voiceops.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Incident;
import dev.voiceops.store.Incidents;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.Kpis;
import dev.voiceops.store.Projections;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.worker.watchdog.Watchdog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestionTest {
    private Workshop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop();
        shop.clock.go(Duration.between(shop.clock.instant(), Instant.now()));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_call_it_was_told_of_is_derived_and_its_day_counted_at_once() {
        CallId call = ended(shop.acme.call(), Outcome.RESOLVED);
        Ingestion ingestion = ingestion();
        ingestion.told(call.toString());
        ingestion.work();
        assertThat(derived(call)).isNotEmpty();
        Kpis.Day day = day();
        assertThat(day.calls()).isEqualTo(1);
        assertThat(day.resolved()).isEqualTo(1);
    }

    @Test
    void what_it_was_not_told_of_is_found_by_looking_and_only_so_often() {
        Ingestion ingestion = ingestion();
        ingestion.work();
        CallId call = ended(shop.acme.call(), Outcome.RESOLVED);
        ingestion.work();
        assertThat(derived(call)).as("it has just looked").isEmpty();
        shop.clock.go(Duration.ofSeconds(11));
        ingestion.work();
        assertThat(derived(call)).isNotEmpty();
        CallId another = ended(shop.acme.call(), Outcome.RESOLVED);
        ingestion.missed();
        ingestion.work();
        assertThat(derived(another)).as("after a lost connection at once").isNotEmpty();
    }

    @Test
    void late_and_repeated_events_change_nothing_twice() {
        CallId call = ended(shop.acme.call(), Outcome.RESOLVED);
        Ingestion ingestion = ingestion();
        work(ingestion, call);
        assertThat(metric(call, "barge_ins")).isEqualTo("0");
        bargeIn(call);
        work(ingestion, call);
        Map<String, Object> once = derived(call);
        assertThat(metric(call, "barge_ins")).isEqualTo("1");
        for (int time = 0; time < 3; time++) work(ingestion, call);
        assertThat(derived(call)).isEqualTo(once);
        assertThat(day().calls()).isEqualTo(1);
    }

    @Test
    void several_workers_at_the_same_calls_come_to_what_one_comes_to() throws InterruptedException {
        List<CallId> calls = List.of(
                ended(shop.acme.call(), Outcome.RESOLVED),
                ended(shop.acme.call(), Outcome.ABANDONED),
                ended(shop.acme.call(), Outcome.HANDED_OFF));
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> workers = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    Ingestion ingestion = ingestion();
                    await(go);
                    for (int round = 0; round < 5; round++) {
                        calls.forEach(call -> ingestion.told(call.toString()));
                        ingestion.work();
                    }
                }))
                .toList();
        go.countDown();
        for (Thread worker : workers) worker.join();
        assertThat(day().calls()).isEqualTo(3);
        assertThat(List.of(day().resolved(), day().abandoned(), day().handedOff()))
                .containsOnly(1);
    }

    @Test
    void a_live_call_that_nobody_holds_is_an_incident_until_it_has_ended() {
        CallId call = in(tx -> {
            CallId live = Calls.insertInbound(tx, shop.acme.ringing()).id();
            Calls.markLive(tx, live, Instant.now());
            return live;
        });
        bargeIn(call);
        Ingestion ingestion = ingestion();
        work(ingestion, call);
        assertThat(open(call)).isEmpty();
        shop.clock.go(Duration.ofSeconds(61));
        work(ingestion, call);
        assertThat(open(call))
                .extracting(Incident::invariant)
                .containsExactlyInAnyOrder("call_ends", "live_call_has_one_lease");
        new Sweeper(shop.db, shop.endings(), shop.config, shop.clock).sweep();
        assertThat(shop.call(call).state()).isEqualTo(Call.State.ENDED);
        work(ingestion, call);
        assertThat(open(call)).isEmpty();
    }

    private Ingestion ingestion() {
        return new Ingestion(shop.db, new Watchdog(shop.db, shop.clock), shop.clock);
    }

    private static void work(Ingestion ingestion, CallId call) {
        ingestion.told(call.toString());
        ingestion.work();
    }

    private void bargeIn(CallId call) {
        var happening =
                new JournalEntry.Happening(Instant.now(), 5L, "runtime.voice_barge_in_detected", "{\"turn\":1}");
        in(tx -> {
            CallJournal.note(tx, call, happening);
            return call;
        });
    }

    private CallId ended(CallId call, Outcome outcome) {
        return in(tx -> {
            Instant now = Instant.now();
            Calls.markLive(tx, call, now);
            Calls.end(
                    tx,
                    call,
                    new Call.End(EndReason.CALLER_HANGUP, outcome, Call.Witness.CONNECTOR, now.plusSeconds(30), null));
            return call;
        });
    }

    private Map<String, Object> derived(CallId call) {
        return in(tx -> Projections.derived(tx, call));
    }

    private String metric(CallId call, String name) {
        return dev.voiceops.contracts.Json.tree(String.valueOf(derived(call).get("metrics")))
                .path(name)
                .asString();
    }

    private Kpis.Day day() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<Kpis.Day> days = in(tx -> Kpis.days(tx, new Kpis.Range(today.minusDays(1), today.plusDays(1), null)));
        assertThat(days).hasSize(1);
        return days.getFirst();
    }

    private List<Incident> open(CallId call) {
        return in(tx -> Incidents.list(tx, new Incidents.Query(call, true, null, 100)));
    }

    private <R extends @Nullable Object> R in(Work<TenantTx, R> work) {
        return shop.db.tenant(shop.acme.tenant(), Specimen.TESTER, work);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
