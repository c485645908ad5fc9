package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
    static final SigningKey KEY = SigningKey.of(new byte[32]);
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

    @Test
    void what_is_past_its_days_goes_and_what_is_not_stays() {
        List<CallId> old = ledger.calls(3, CALLER, Duration.ofDays(31));
        List<CallId> young = ledger.calls(2, CALLER, Duration.ofDays(29));
        Retention.Purged purged = run(ledger, db);
        assertThat(purged.calls()).containsExactlyInAnyOrderElementsOf(old);
        assertThat(purged.rows()).containsEntry("call_events", 9L).containsEntry("recordings", 3L);
        assertThat(ledger.alive()).containsExactlyInAnyOrderElementsOf(young);
        assertThat(ledger.all().list("""
                        select coalesce(from_number, 'none') || ' ' || coalesce(to_number, 'none') || ' ' || outcome
                        from voiceops.calls where purged_at is not null and tenant_id = '%s'""".formatted(ledger.specimen().tenant())))
                .hasSize(3)
                .containsOnly("none none resolved");
        assertThat(ledger.rows("call_metrics")).isEqualTo(5);
    }

    @Test
    void a_tenant_that_keeps_less_long_is_obeyed() {
        ledger.calls(1, CALLER, Duration.ofDays(8));
        assertThat(run(ledger, db).calls()).isEmpty();
        ledger.all()
                .run("update voiceops.tenants set retention_days = 7 where id = '"
                        + ledger.specimen().tenant() + "'");
        assertThat(run(ledger, db).calls()).hasSize(1);
    }

    @Test
    void a_call_that_has_not_ended_is_never_taken() {
        CallId call = ledger.specimen().call();
        ledger.pass(Duration.ofDays(40));
        assertThat(run(ledger, db).calls()).doesNotContain(call);
        RetentionOutlook outlook = in(RetentionOutlook::of);
        assertThat(outlook.notEnded()).isEqualTo(1);
    }

    @Test
    void each_part_of_a_holds_scope_protects_what_it_covers_and_nothing_else() {
        List<CallId> mine = ledger.calls(2, CALLER, Duration.ofDays(31));
        List<CallId> others = ledger.calls(2, "+15551230002", Duration.ofDays(41));
        for (Hold.Scope scope : List.of(
                Hold.Scope.of(mine.getFirst()),
                new Hold.Scope(null, CALLER, null, null),
                new Hold.Scope(null, null, java.time.Instant.now().minus(Duration.ofDays(35)), null),
                new Hold.Scope(null, null, null, null))) {
            HoldId hold = hold(scope);
            List<CallId> held = database.db().tenant(ledger.specimen().tenant(), TESTER, tx -> {
                List<CallId> covered = new ArrayList<>();
                for (CallId call : both(mine, others)) {
                    if (!Holds.protecting(tx, call).isEmpty()) covered.add(call);
                }
                return covered;
            });
            Holds.Covered counted = in(tx -> Holds.covered(tx, scope));
            assertThat(counted.calls()).isEqualTo(held.size());
            assertThat(counted.recordings()).isEqualTo(held.size());
            RetentionOutlook outlook = in(RetentionOutlook::of);
            assertThat(outlook.deletes()).isEqualTo(4 - held.size());
            assertThat(outlook.kept()).singleElement().satisfies(kept -> {
                assertThat(kept.hold()).isEqualTo(hold);
                assertThat(kept.calls()).isEqualTo(held.size());
            });
            release(hold, Duration.ZERO);
        }
        hold(new Hold.Scope(null, CALLER, null, null));
        assertThat(run(ledger, db).calls()).containsExactlyInAnyOrderElementsOf(others);
        assertThat(ledger.alive()).containsExactlyInAnyOrderElementsOf(mine);
    }

    @Test
    void a_released_hold_protects_until_its_grace_is_over() {
        List<CallId> calls = ledger.calls(1, CALLER, Duration.ofDays(31));
        HoldId hold = hold(Hold.Scope.of(calls.getFirst()));
        release(hold, Duration.ofDays(7));
        boolean again = in(tx -> Holds.release(tx, hold, Duration.ZERO));
        assertThat(again).as("it was released").isFalse();
        assertThat(run(ledger, db).calls()).isEmpty();
        ledger.pass(Duration.ofDays(8));
        assertThat(run(ledger, db).calls()).hasSize(1);
    }

    @Test
    void no_program_and_no_role_deletes_what_is_held() {
        CallId call = ledger.calls(1, CALLER, Duration.ofDays(31)).getFirst();
        hold(Hold.Scope.of(call));
        for (String statement : List.of(
                "delete from call_events where call_id = ?",
                "delete from utterances where call_id = ?",
                "delete from recordings where call_id = ?",
                "update calls set purged_at = clock_timestamp() where id = ?")) {
            assertThatThrownBy(() -> db.platform(
                            TEST, TESTER, tx -> tx.sql(statement, call.value()).update()))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.INVALID));
        }
        assertThat(ledger.alive()).containsExactly(call);
    }

    @Test
    void nothing_is_added_to_a_call_that_is_deleted() {
        CallId call = ledger.calls(1, CALLER, Duration.ofDays(31)).getFirst();
        run(ledger, db);
        Recording late = new Recording(RecordingId.create(), call, "late.wav", "0a".repeat(32), 1, 1, 2, null);
        assertThatThrownBy(() -> in(tx -> {
                    Recordings.insert(tx, late);
                    return 0;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.code()).isEqualTo(StoreException.Code.MISSING_REFERENCE));
        assertThatThrownBy(() -> in(tx -> {
                    CallJournal.note(
                            tx, call, new JournalEntry.Happening(java.time.Instant.now(), null, "runtime.late", "{}"));
                    return 0;
                }))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void copies_elsewhere_are_noted_tried_again_and_signed_for_when_gone() {
        CallId call = ledger.calls(1, CALLER, Duration.ofDays(31)).getFirst();
        run(ledger, db);
        List<DeletionStep> steps = take();
        assertThat(steps)
                .extracting(DeletionStep::kind)
                .containsExactlyInAnyOrder(
                        DeletionStep.Kind.RECORDING,
                        DeletionStep.Kind.TWILIO_RECORDINGS,
                        DeletionStep.Kind.TWILIO_CALL);
        assertThat(take()).as("they are leased").isEmpty();
        DeletionStep recording = steps.stream()
                .filter(step -> step.kind() == DeletionStep.Kind.RECORDING)
                .findFirst()
                .orElseThrow();
        assertThat(recording.place()).isEqualTo(ledger.past().key(call));
        platform(tx -> {
            DeletionSteps.failed(tx, recording, "the store is away");
            return 0;
        });
        ledger.all().run("update voiceops.deletion_steps set next_at = now()");
        DeletionStep again = take().stream()
                .filter(step -> step.id().equals(recording.id()))
                .findFirst()
                .orElseThrow();
        assertThat(again.attempts()).isEqualTo(1);
        platform(tx -> {
            DeletionSteps.done(tx, again, KEY, "object deleted", "absent");
            DeletionSteps.done(tx, again, KEY, "object deleted", "absent");
            return 0;
        });
        List<Receipt> receipts = in(tx -> Receipts.ofCall(tx, call));
        assertThat(receipts).hasSize(2);
        assertThat(Json.tree(receipts.getLast().body())
                        .path("what")
                        .path("sha256")
                        .asString())
                .isEqualTo("ab".repeat(32));
    }

    @Test
    void the_receipt_says_the_same_hash_as_an_earlier_look_at_the_rows() {
        CallId call = ledger.calls(1, CALLER, Duration.ofDays(31)).getFirst();
        List<Map<String, Object>> before = in(tx -> Retention.digests(tx, call));
        assertThat(before).hasSizeGreaterThan(2);
        run(ledger, db);
        Receipt receipt = in(tx -> Receipts.ofCall(tx, call)).getFirst();
        assertThat(Json.tree(receipt.body()).path("what")).isEqualTo(Json.tree(Json.write(before)));
    }

    @Test
    void receipts_form_a_signed_chain_in_which_every_change_shows() {
        ledger.calls(5, CALLER, Duration.ofDays(31));
        run(ledger, db);
        List<Receipt> receipts = in(tx -> Receipts.list(tx, 0, 100));
        assertThat(receipts).hasSize(5);
        assertThat(faults(receipts)).isEmpty();
        List<Receipt> without = new ArrayList<>(receipts);
        without.remove(2);
        assertThat(faults(without).getFirst()).contains("receipt 3 is missing");
        Receipt third = receipts.get(2);
        List<Receipt> changed = new ArrayList<>(receipts);
        changed.set(
                2,
                new Receipt(
                        third.tenant(),
                        3,
                        third.call(),
                        third.body().replace("\"rows\":3", "\"rows\":4"),
                        third.previous(),
                        third.hash(),
                        third.keyId(),
                        third.signature()));
        assertThat(faults(changed).getFirst()).contains("receipt 3: its text was changed");
        Receipts.Chain stranger =
                new Receipts.Chain(SigningKey.of("x".repeat(32).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .publicKey());
        assertThat(stranger.fault(receipts.getFirst()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("not signed"));
    }

    @Test
    void a_crash_at_any_statement_leaves_everything_or_nothing() {
        List<CallId> calls = ledger.calls(2, CALLER, Duration.ofDays(31));
        JobId job = platform(tx -> DeletionJobs.begin(tx, ledger.specimen().tenant(), DeletionJob.Cause.DEMAND));
        DeletionJobs.Taken taken =
                platform(tx -> DeletionJobs.take(tx, Duration.ofMinutes(1))).orElseThrow();
        int[] at = {0};
        int crashes = 0;
        for (boolean through = false; !through; crashes++) {
            int last = crashes;
            at[0] = 0;
            Db crashing = SteppedDb.open(database, _ -> {
                if (at[0]++ == last) throw new SteppedDb.Crash();
            });
            try {
                crashing.platform(TEST, TESTER, tx -> Retention.advance(tx, KEY, taken));
                through = true;
            } catch (StoreException crash) {
                assertThat(ledger.alive())
                        .as("after a crash at statement %s", last)
                        .hasSize(2);
                assertThat(ledger.rows("deletion_receipts")).isZero();
                assertThat(ledger.rows("deletion_steps")).isZero();
            }
        }
        assertThat(crashes).isGreaterThan(12);
        assertThat(ledger.alive()).isEmpty();
        assertThat(ledger.rows("deletion_receipts")).isEqualTo(2);
        DeletionJob done = in(tx -> DeletionJobs.find(tx, job)).orElseThrow();
        assertThat(done.calls()).isEqualTo(calls.size());
        assertThat(done.finishedAt()).isNotNull();
        assertThat(done.openSteps()).isEqualTo(6);
    }

    @Test
    void the_outlook_and_the_check_tell_what_is_and_what_is_forgotten() {
        ledger.calls(2, CALLER, Duration.ofDays(33));
        RetentionOutlook outlook = in(RetentionOutlook::of);
        assertThat(outlook.deletes()).isEqualTo(2);
        assertThat(outlook.rows()).containsEntry("call_events", 6L);
        assertThat(outlook.soundBytes()).isEqualTo(2_000);
        assertThat(faults()).singleElement().asString().contains("2 calls are past");
        run(ledger, db);
        assertThat(faults()).isEmpty();
        RetentionOutlook after = in(RetentionOutlook::of);
        assertThat(after.deletes()).isZero();
    }

    @Test
    void an_erasure_takes_a_callers_calls_of_any_age_but_not_what_is_held() {
        List<CallId> mine = ledger.calls(3, CALLER, Duration.ofDays(1));
        List<CallId> others = ledger.calls(1, "+15551230002", Duration.ofDays(1));
        hold(Hold.Scope.of(mine.getFirst()));
        Retention.Purged purged = platform(tx -> Retention.erase(
                tx,
                ledger.specimen().tenant(),
                DeletionJobs.begin(tx, ledger.specimen().tenant(), DeletionJob.Cause.ERASURE),
                KEY,
                CALLER));
        assertThat(purged.calls()).containsExactlyInAnyOrderElementsOf(mine.subList(1, 3));
        assertThat(ledger.alive()).containsExactlyInAnyOrderElementsOf(both(mine.subList(0, 1), others));
    }

    static Retention.Purged run(Ledger ledger, Db db) {
        JobId job = db.platform(
                TEST, TESTER, tx -> DeletionJobs.begin(tx, ledger.specimen().tenant(), DeletionJob.Cause.DEMAND));
        List<CallId> calls = new ArrayList<>();
        Map<String, Long> rows = new java.util.TreeMap<>();
        while (true) {
            DeletionJobs.Taken taken = db.platform(TEST, TESTER, tx -> DeletionJobs.take(tx, Duration.ofMinutes(1)))
                    .orElseThrow(() -> new AssertionError("the job was not found"));
            Retention.Advance step = db.platform(TEST, TESTER, tx -> Retention.advance(tx, KEY, taken));
            if (!step.job().equals(job)) continue;
            calls.addAll(step.purged().calls());
            step.purged().rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
            if (step.finished()) return new Retention.Purged(calls, rows);
        }
    }

    private static List<String> faults(List<Receipt> receipts) {
        Receipts.Chain chain = new Receipts.Chain(KEY.publicKey());
        return receipts.stream()
                .flatMap(receipt -> chain.fault(receipt).stream())
                .toList();
    }

    private List<String> faults() {
        return in(tx -> RetentionOutlook.faults(tx, 24));
    }

    private List<DeletionStep> take() {
        return platform(tx -> DeletionSteps.take(tx, 100, Duration.ofMinutes(5))).stream()
                .filter(step -> step.tenant().equals(ledger.specimen().tenant()))
                .toList();
    }

    private HoldId hold(Hold.Scope scope) {
        return in(tx -> Holds.place(tx, new Hold.New("matter", "reason", "owner", scope, null)));
    }

    private void release(HoldId hold, Duration grace) {
        boolean released = in(tx -> Holds.release(tx, hold, grace));
        assertThat(released).isTrue();
    }

    private static List<CallId> both(List<CallId> some, List<CallId> more) {
        List<CallId> both = new ArrayList<>(some);
        both.addAll(more);
        return both;
    }

    private <R> R in(Work<TenantTx, R> work) {
        return db.tenant(ledger.specimen().tenant(), TESTER, work);
    }

    private static <R> R platform(Work<PlatformTx, R> work) {
        return db.platform(TEST, TESTER, work);
    }
}
