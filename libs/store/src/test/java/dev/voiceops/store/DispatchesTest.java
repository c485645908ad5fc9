package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DispatchesTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PAST = Duration.ofSeconds(-1);

    private static TestDatabase database;
    private static Db db;
    private static Specimen specimen;

    @BeforeAll
    static void open() {
        database = TestDatabase.create(16);
        db = database.db();
        specimen = Specimen.plant(db);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_claim_brings_the_call_and_the_token_and_leaves_no_token_behind() {
        CallId call = specimen.call();
        DispatchId id = create(call, MINUTE).id();
        Dispatch.Claim claim = claim(id, "c-1").orElseThrow();
        assertThat(claim.call().id()).isEqualTo(call);
        assertThat(claim.call().connectorId()).isEqualTo("c-1");
        assertThat(claim.joinToken()).isEqualTo(Secret.of("join " + call));
        assertThat(claim.leaseUntil()).isAfter(Instant.now());
        assertThat(SuperUser.of(database)
                        .one(
                                "select (join_token_sealed is null)::text from voiceops.runtime_dispatches where id = ?",
                                id.value()))
                .isEqualTo("true");
        assertThat(claim(id, "c-2")).isEmpty();
    }

    @Test
    void a_token_at_rest_is_sealed_for_its_row() {
        CallId call = specimen.call();
        DispatchId id = create(call, MINUTE).id();
        DispatchId other = create(specimen.call(), MINUTE).id();
        SuperUser.of(database)
                .run("update voiceops.runtime_dispatches d set join_token_sealed = o.join_token_sealed "
                        + "from voiceops.runtime_dispatches o where o.id = '" + id + "' and d.id = '" + other + "'");
        assertThatThrownBy(() -> claim(other, "c-1"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.SEALED));
    }

    @Test
    void an_expired_dispatch_cannot_be_claimed_and_is_swept_once() {
        CallId call = specimen.call();
        DispatchId id = create(call, PAST).id();
        assertThat(claim(id, "c-1")).isEmpty();
        assertThat(expired()).contains(id);
        assertThat(expired()).doesNotContain(id);
        Dispatch swept = find(id);
        assertThat(swept.state()).isEqualTo(Dispatch.State.EXPIRED);
        assertThat(claim(id, "c-1")).isEmpty();
    }

    @Test
    void creating_again_changes_nothing() {
        CallId call = specimen.call();
        Dispatch first = create(call, MINUTE);
        Dispatch secondForTheCall = create(call, MINUTE);
        assertThat(secondForTheCall).isEqualTo(first);
        assertThat(claim(first.id(), "c-1")).isPresent();
        Dispatch again = db.tenant(
                specimen.tenant(),
                TESTER,
                tx -> Dispatches.create(tx, new Dispatch.New(first.id(), call, "elsewhere", MINUTE, null)));
        assertThat(again.state()).isEqualTo(Dispatch.State.CLAIMED);
        assertThat(again.room()).isEqualTo(first.room());
        List<Dispatch> all = db.tenant(specimen.tenant(), TESTER, tx -> Dispatches.ofCall(tx, call));
        assertThat(all).hasSize(1);
    }

    @Test
    void only_its_holder_renews_and_releases() {
        DispatchId id = create(specimen.call(), MINUTE).id();
        Dispatch.Claim claim = claim(id, "c-1").orElseThrow();
        long token = claim.fencingToken();
        assertThat(renew(id, token - 1)).isEmpty();
        assertThat(renew(id, token).orElseThrow()).isAfter(claim.leaseUntil());
        assertThat(release(id, token - 1)).isFalse();
        assertThat(release(id, token)).isTrue();
        assertThat(release(id, token)).isFalse();
        assertThat(renew(id, token)).isEmpty();
    }

    @Test
    void a_pending_dispatch_can_be_called_off() {
        DispatchId id = create(specimen.call(), MINUTE).id();
        boolean failed = db.platform(TEST, TESTER, tx -> Dispatches.fail(tx, id, "launch_refused"));
        assertThat(failed).isTrue();
        assertThat(claim(id, "c-1")).isEmpty();
        assertThat(find(id).cause()).isEqualTo("launch_refused");
    }

    @Test
    void a_lost_lease_frees_the_call_for_a_new_dispatch_with_a_higher_token() {
        CallId call = specimen.call();
        DispatchId id = create(call, MINUTE).id();
        long first = db.platform(TEST, TESTER, tx -> Dispatches.claim(tx, id, "c-1", PAST))
                .orElseThrow()
                .fencingToken();
        assertThat(lost()).contains(id);
        assertThat(lost()).doesNotContain(id);
        assertThat(renew(id, first)).isEmpty();
        DispatchId next = create(call, MINUTE).id();
        assertThat(next).isNotEqualTo(id);
        assertThat(claim(next, "c-2").orElseThrow().fencingToken()).isGreaterThan(first);
    }

    @Test
    void of_sixty_four_racing_claimers_exactly_one_wins_each_dispatch() throws Exception {
        List<DispatchId> dispatches = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            dispatches.add(create(specimen.call(), MINUTE).id());
        }
        Map<DispatchId, AtomicInteger> wins = new ConcurrentHashMap<>();
        Map<Long, DispatchId> tokens = new ConcurrentHashMap<>();
        race(64, claimer -> {
            for (DispatchId id : dispatches) {
                claim(id, "c-" + claimer).ifPresent(claim -> {
                    wins.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
                    tokens.put(claim.fencingToken(), id);
                });
            }
        });
        assertThat(wins)
                .hasSize(100)
                .allSatisfy((id, count) -> assertThat(count).hasValue(1));
        assertThat(tokens).hasSize(100);
    }

    @Test
    void no_claim_is_won_after_the_expiry_even_by_one_who_waited_for_a_lock() throws Exception {
        for (int i = 0; i < 30; i++) {
            DispatchId id =
                    create(specimen.call(), Duration.ofMillis(1 + i % 6)).id();
            race(8, claimer -> claim(id, "c-" + claimer));
        }
        assertThat(SuperUser.of(database)
                        .one("select count(*)::text from voiceops.runtime_dispatches where claimed_at >= expires_at"))
                .isEqualTo("0");
    }

    private static void race(int claimers, IntConsumer work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < claimers; i++) {
                int claimer = i;
                running.add(threads.submit(() -> work.accept(claimer)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static Dispatch create(CallId call, Duration validity) {
        Dispatch.New dispatch =
                new Dispatch.New(DispatchId.create(), call, "room-" + call, validity, Secret.of("join " + call));
        return db.tenant(specimen.tenant(), TESTER, tx -> Dispatches.create(tx, dispatch));
    }

    private static Optional<Dispatch.Claim> claim(DispatchId id, String connector) {
        return db.platform(TEST, TESTER, tx -> Dispatches.claim(tx, id, connector, LEASE));
    }

    private static Dispatch find(DispatchId id) {
        return db.platform(TEST, TESTER, tx -> Dispatches.find(tx, id)).orElseThrow();
    }

    private static Optional<Instant> renew(DispatchId id, long token) {
        return db.platform(TEST, TESTER, tx -> Dispatches.renew(tx, id, token, LEASE.multipliedBy(2)));
    }

    private static boolean release(DispatchId id, long token) {
        return db.platform(TEST, TESTER, tx -> Dispatches.release(tx, id, token));
    }

    private static List<DispatchId> expired() {
        List<Dispatch> due = db.platform(TEST, TESTER, tx -> Dispatches.expireDue(tx, 1000));
        return due.stream().map(Dispatch::id).toList();
    }

    private static List<DispatchId> lost() {
        List<Dispatch> lost = db.platform(TEST, TESTER, tx -> Dispatches.lostLeases(tx, Duration.ZERO, 1000));
        return lost.stream().map(Dispatch::id).toList();
    }
}
