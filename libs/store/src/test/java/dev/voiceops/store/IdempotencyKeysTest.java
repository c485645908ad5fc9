package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.store.IdempotencyKeys.Held;
import dev.voiceops.store.IdempotencyKeys.Reservation;
import dev.voiceops.store.testing.Interruption;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that must run once, through every place where its process can die, and through being taken over while it sleeps. */
class IdempotencyKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(61); // the lease is over
    private static TestDatabase database;
    private static Interruption interruption;
    private static Specimen acme;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        interruption = Interruption.of(database);
        acme = Specimen.plant(database.db());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Where the process of a request dies: before its transaction's n-th change (from 1), at its commit (0), or after it. */
    @Test
    void whatever_dies_wherever_the_repetition_finds_the_deed_done_once_or_does_it() {
        IdempotencyKeys.Request never = request();
        assertThat(reserve(never, NOW)).isInstanceOf(Reservation.Granted.class);
        assertThat(reserve(never, NOW.plusSeconds(59))).isInstanceOf(Reservation.Running.class);
        Held held = granted(never, LATER);
        assertThat(held.fence()).as("the process died before it began").isEqualTo(2);
        boolean alive = false;
        int deaths = 0;
        for (int change = 0; !alive; change++) {
            IdempotencyKeys.Request request = request();
            String name = "Agent of " + request.key();
            Held first = granted(request, NOW);
            alive = !dies(change, () -> carryOut(first, name));
            if (alive) break;
            deaths++;
            assertThat(agents(name)).as("killed at " + change).isZero();
            assertThat(reserve(request, NOW.plusSeconds(1))).isInstanceOf(Reservation.Running.class);
            Held second = granted(request, LATER);
            carryOut(second, name);
            answer(second, "made by the second");
            assertThat(agents(name)).isEqualTo(1);
            assertThat(reserve(request, LATER)).isEqualTo(new Reservation.Answered(Secret.of("made by the second")));
        }
        // the agent, the audit row and its detail, the mark, and the commit
        assertThat(deaths).isGreaterThanOrEqualTo(4);
    }

    @Test
    void a_process_that_dies_between_the_deed_and_its_answer_leaves_a_deed_that_is_not_done_again() {
        IdempotencyKeys.Request request = request();
        carryOut(granted(request, NOW), "Answer lost");
        assertThat(reserve(request, NOW.plusSeconds(1))).isInstanceOf(Reservation.Running.class);
        assertThat(reserve(request, LATER)).isInstanceOf(Reservation.AnswerLost.class);
        assertThat(reserve(request, LATER.plusSeconds(600))).isInstanceOf(Reservation.AnswerLost.class);
        assertThat(agents("Answer lost")).isEqualTo(1);
    }

    @Test
    void who_slept_through_its_lease_and_was_taken_over_writes_nothing_any_more() {
        IdempotencyKeys.Request request = request();
        Held sleeper = granted(request, NOW);
        Held successor = granted(request, LATER);
        assertThatThrownBy(() -> carryOut(sleeper, "Slept"))
                .isInstanceOf(StoreException.class)
                .satisfies(e -> assertThat(((StoreException) e).code()).isEqualTo(StoreException.Code.CONTENTION));
        assertThat(agents("Slept")).isZero();
        carryOut(successor, "Slept");
        answer(sleeper, "by the sleeper");
        release(sleeper);
        assertThat(reserve(request, LATER.plusSeconds(1))).isInstanceOf(Reservation.Running.class);
        answer(successor, "by the successor");
        assertThat(reserve(request, LATER.plusSeconds(1)))
                .isEqualTo(new Reservation.Answered(Secret.of("by the successor")));
        assertThat(agents("Slept")).isEqualTo(1);
    }

    @Test
    void a_takeover_while_the_first_is_about_to_commit_waits_for_it_and_finds_the_deed_done() {
        IdempotencyKeys.Request request = request();
        Held first = granted(request, NOW);
        AtomicInteger looks = new AtomicInteger();
        carryOut(first, "Late", () -> {
            // the mark is set at the end of the transaction: until then a repetition may only find it running
            assertThat(inAnotherThread(() -> reserve(request, NOW.plusSeconds(30))))
                    .isInstanceOf(Reservation.Running.class);
            looks.incrementAndGet();
        });
        assertThat(looks).hasValue(1);
        assertThat(reserve(request, LATER)).isInstanceOf(Reservation.AnswerLost.class);
        assertThat(agents("Late")).isEqualTo(1);
    }

    @Test
    void a_request_that_wrote_nothing_and_let_go_is_as_if_it_had_never_come() {
        IdempotencyKeys.Request request = request();
        release(granted(request, NOW));
        assertThat(granted(request, NOW).fence()).isEqualTo(1);
        assertThat(reserve(other(request), NOW)).isInstanceOf(Reservation.OtherRequest.class);
        Instant nextDay = NOW.plusSeconds(86_401);
        assertThat(reserve(other(request), nextDay))
                .as("after a day the key is free again")
                .isInstanceOf(Reservation.Granted.class);
    }

    /** Kills the deed there; false: it has no such place and was done. */
    private static boolean dies(int change, Runnable deed) {
        try {
            if (change == 0) interruption.atCommit();
            else interruption.before(change);
            deed.run();
            return false;
        } catch (StoreException killed) {
            return true;
        } finally {
            interruption.before(0);
        }
    }

    private static void carryOut(Held held, String agent) {
        carryOut(held, agent, () -> {});
    }

    private static void carryOut(Held held, String agent, Runnable beforeItsEnd) {
        try (Db.Carrying _ = database.db().carrying(held)) {
            database.db().tenant(acme.tenant(), TESTER, tx -> {
                Agents.insert(tx, AgentId.create(), agent);
                Audit.append(tx, AuditAction.AGENT_CREATED, new Audit.Target("agent", agent), "{}");
                beforeItsEnd.run();
                return agent;
            });
        }
    }

    private static Reservation inAnotherThread(java.util.concurrent.Callable<Reservation> look) {
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.submit(look).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Held granted(IdempotencyKeys.Request request, Instant at) {
        return ((Reservation.Granted) reserve(request, at)).held();
    }

    private static Reservation reserve(IdempotencyKeys.Request request, Instant at) {
        return database.db().platform(TEST, TESTER, tx -> IdempotencyKeys.reserve(tx, request, at));
    }

    private static void answer(Held held, String text) {
        database.db().platform(TEST, TESTER, tx -> {
            IdempotencyKeys.answered(tx, held, Secret.of(text));
            return text;
        });
    }

    private static void release(Held held) {
        database.db().platform(TEST, TESTER, tx -> {
            IdempotencyKeys.release(tx, held);
            return held;
        });
    }

    private static long agents(String name) {
        return database.db().tenant(acme.tenant(), TESTER, tx -> Agents.list(tx)).stream()
                .filter(agent -> agent.name().equals(name))
                .count();
    }

    private static IdempotencyKeys.Request request() {
        return new IdempotencyKeys.Request(
                "user:1", "POST /things", UUID.randomUUID().toString(), new byte[32]);
    }

    private static IdempotencyKeys.Request other(IdempotencyKeys.Request request) {
        byte[] hash = new byte[32];
        hash[0] = 1;
        return new IdempotencyKeys.Request(request.principal(), request.route(), request.key(), hash);
    }
}
