package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hold and a deletion that meet, at every statement of either. Who waits longer than a millisecond is taken to be locked out. */
class RetentionRacesTest {
    private static final String CALLER = "+15551230001";
    private static TestDatabase database;
    private static Db db;
    private Ledger ledger;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
        db = database.db();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void plant() {
        ledger = Ledger.open(database);
    }

    /** A hold on a call also meets the lock of its row; a hold on a caller meets nothing but the gate. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_hold_placed_before_any_statement_of_a_deletion_keeps_everything_or_is_told_what_is_gone(boolean onCall) {
        int kept = 0;
        int gone = 0;
        for (int at = 0; ; at++) {
            String caller = "+1555200" + (1_000 + at);
            CallId first = ledger.calls(1, caller, Duration.ofDays(31)).getFirst();
            List<CallId> calls =
                    List.of(first, ledger.calls(1, CALLER, Duration.ofDays(31)).getFirst());
            Hold.Scope scope = onCall ? Hold.Scope.of(first) : new Hold.Scope(null, caller, null, null);
            Meeting meeting = new Meeting(at, () -> quickly(() -> place(scope, db)));
            int purged = purge(SteppedDb.open(database, meeting)).calls().size();
            if (!meeting.met) break;
            if (meeting.succeeded) {
                kept++;
                assertThat(purged).as("hold placed before statement %s", at).isEqualTo(1);
                assertThat(alive(calls)).containsExactly(first);
            } else {
                gone++;
                assertThat(purged).as("hold refused before statement %s", at).isEqualTo(2);
                Holds.Covered covered = db.tenant(ledger.specimen().tenant(), TESTER, tx -> Holds.covered(tx, scope));
                assertThat(covered.gone()).isEqualTo(onCall ? 1 : 0);
                assertThat(covered.copies()).isEqualTo(3);
            }
        }
        assertThat(kept).as("moments at which the hold comes first").isPositive();
        assertThat(gone).as("moments at which it comes too late").isGreaterThan(10);
    }

    @Test
    void a_deletion_that_begins_before_any_statement_of_placing_a_hold_is_over_first_or_waits() {
        int purgedFirst = 0;
        int waited = 0;
        for (int at = 0; ; at++) {
            List<CallId> calls = ledger.calls(1, CALLER, Duration.ofDays(31));
            DeletionJobs.Taken job = begun();
            Meeting meeting = new Meeting(
                    at,
                    () -> quickly(() -> db.platform(TEST, TESTER, tx -> {
                        impatient(tx);
                        return Retention.advance(tx, RetentionTest.KEY, job);
                    })));
            place(Hold.Scope.of(calls.getFirst()), SteppedDb.open(database, meeting));
            if (!meeting.met) {
                assertThat(alive(calls)).isEqualTo(calls);
                break;
            }
            if (meeting.succeeded) purgedFirst++;
            else waited++;
            assertThat(alive(calls)).as("deletion before statement %s", at).hasSize(meeting.succeeded ? 0 : 1);
            db.platform(TEST, TESTER, tx -> Retention.advance(tx, RetentionTest.KEY, job));
            assertThat(alive(calls)).hasSize(meeting.succeeded ? 0 : 1);
        }
        assertThat(purgedFirst).isPositive();
        assertThat(waited).isPositive();
    }

    @Test
    void a_hold_placed_before_any_statement_of_letting_a_copy_go_keeps_it_or_comes_after() {
        int kept = 0;
        int let = 0;
        for (int at = 0; ; at++) {
            CallId call = ledger.calls(1, CALLER, Duration.ofDays(31)).getFirst();
            purge(db);
            List<DeletionStep> steps =
                    db.platform(TEST, TESTER, tx -> DeletionSteps.take(tx, 10, Duration.ofMinutes(5)));
            Meeting meeting = new Meeting(at, () -> quickly(() -> place(Hold.Scope.of(call), db)));
            boolean goes = SteppedDb.open(database, meeting)
                    .platform(TEST, TESTER, tx -> DeletionSteps.mayGo(tx, steps.getFirst()));
            if (!meeting.met) {
                assertThat(goes).isTrue();
                break;
            }
            if (goes) let++;
            else kept++;
            assertThat(goes).as("hold placed before statement %s", at).isEqualTo(!meeting.succeeded);
        }
        assertThat(kept).isPositive();
        assertThat(let).isPositive();
    }

    /** Lets something happen once, before a statement. */
    private static final class Meeting implements SteppedDb.Hook {
        private final int at;
        private final Supplier<Boolean> other;
        private int seen;
        boolean met;
        boolean succeeded;

        Meeting(int at, Supplier<Boolean> other) {
            this.at = at;
            this.other = other;
        }

        @Override
        public void before(String statement) {
            if (seen++ != at) return;
            met = true;
            succeeded = other.get();
        }
    }

    /** Whether it came through; on a thread of its own, because this one is inside a transaction. */
    private static boolean quickly(Supplier<?> work) {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return work.get() != null;
                    } catch (StoreException e) {
                        if (e.code() == StoreException.Code.TIMEOUT) return false;
                        throw e;
                    }
                })
                .join();
    }

    private HoldId place(Hold.Scope scope, Db through) {
        return through.tenant(ledger.specimen().tenant(), TESTER, tx -> {
            impatient(tx);
            return Holds.place(tx, new Hold.New("matter", "reason", "owner", scope, null));
        });
    }

    private static void impatient(Tx tx) {
        tx.sql("set local lock_timeout = '1ms'").update();
    }

    private DeletionJobs.Taken begun() {
        db.platform(TEST, TESTER, tx -> DeletionJobs.begin(tx, ledger.specimen().tenant(), DeletionJob.Cause.DEMAND));
        return db.platform(TEST, TESTER, tx -> DeletionJobs.take(tx, Duration.ofMinutes(1)))
                .orElseThrow();
    }

    private Retention.Purged purge(Db through) {
        DeletionJobs.Taken job = begun();
        return through.platform(TEST, TESTER, tx -> Retention.advance(tx, RetentionTest.KEY, job))
                .purged();
    }

    /** Those of the calls whose content is there. */
    private List<CallId> alive(List<CallId> calls) {
        return ledger.alive().stream().filter(calls::contains).toList();
    }
}
