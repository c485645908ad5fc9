package dev.voiceops.worker.retention;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.recordings.LocalRecordings;
import dev.voiceops.recordings.RecordingStore;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Db;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.DeletionSteps;
import dev.voiceops.store.Hold;
import dev.voiceops.store.HoldId;
import dev.voiceops.store.Holds;
import dev.voiceops.store.JobId;
import dev.voiceops.store.Receipt;
import dev.voiceops.store.ReceiptVerifier;
import dev.voiceops.store.Receipts;
import dev.voiceops.store.Retention;
import dev.voiceops.store.RetentionOutlook;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.Subjects;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import dev.voiceops.store.testing.Interruption;
import dev.voiceops.store.testing.PastCalls;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import dev.voiceops.vendors.twilio.TwilioAccount;
import dev.voiceops.vendors.twilio.TwilioTraces;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with its saga: a real database, a real folder, and vendors behind real HTTP. */
class RetentionRunTest {
    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final String CALLER = "+15551230001";

    @TempDir
    private static Path folder;

    private static TestDatabase database;
    private static FakeVendors vendors;
    private static ServiceClient services;
    private static HttpClient http;
    private final AtomicInteger storeFails = new AtomicInteger();
    private Specimen specimen;
    private PastCalls past;
    private RecordingStore store;
    private RetentionRun run;

    @BeforeAll
    static void open() throws IOException {
        database = TestDatabase.create();
        vendors = new FakeVendors();
        services = new ServiceClient(new ServiceToken("0123456789abcdef"));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        services.close();
        http.close();
        vendors.close();
        database.close();
    }

    @BeforeEach
    void plant() {
        specimen = Specimen.plant(database.db());
        past = new PastCalls(database.superuser(), specimen);
        store = new LocalRecordings(folder);
        run = run(database.db());
    }

    private RetentionRun run(Db db) {
        TwilioAccount account = new TwilioAccount(URI.create(vendors.url() + "/2010-04-01"), "AC1", "AC1", "secret");
        Copies copies = new Copies(
                new FailingRecordings(store, storeFails), new TwilioTraces(http, account), services, vendors.url());
        return new RetentionRun(db, TESTER, KEY, copies);
    }

    @Test
    void a_run_deletes_the_rows_and_every_copy_and_signs_for_each() throws IOException {
        List<CallId> old = calls(3, 31);
        List<CallId> young = calls(1, 29);
        run.begin(LocalTime.MIDNIGHT);
        work();
        DeletionJob job = in(tx -> DeletionJobs.list(tx, null, 10)).getFirst();
        assertThat(job.calls()).isEqualTo(3);
        assertThat(job.cause()).isEqualTo(DeletionJob.Cause.SCHEDULE);
        assertThat(job.openSteps() + job.failedSteps()).isZero();
        assertThat(vendors.executions).containsExactly("n8n-" + young.getFirst());
        assertThat(vendors.calls).containsExactly(sid(young.getFirst()));
        for (CallId call : old) {
            assertThat(store.exists(past.key(call))).isFalse();
            assertThat(receipts(call))
                    .extracting(
                            receipt -> Json.tree(receipt.body()).path("where").asString())
                    .containsExactlyInAnyOrder(
                            "database", "recording", "n8n_execution", "twilio_recordings", "twilio_call");
        }
        assertThat(store.exists(past.key(young.getFirst()))).isTrue();
        proven();
        forget(young);
    }

    @Test
    void what_a_vendor_refuses_is_tried_again_with_pauses_and_the_reason_is_on_record() throws IOException {
        calls(1, 31);
        JobId job = begun();
        vendors.failing.set(100);
        storeFails.set(100);
        work();
        List<DeletionSteps.Progress> waiting = steps(job);
        assertThat(waiting).hasSize(4).allSatisfy(step -> {
            assertThat(step.state()).isEqualTo("pending");
            assertThat(step.step().attempts()).isEqualTo(1);
            assertThat(step.lastError()).isNotBlank().doesNotContain("secret");
        });
        assertThat(waiting)
                .extracting(DeletionSteps.Progress::lastError)
                .anySatisfy(error -> assertThat(error).contains("the store is away"));
        assertThat(run.copies()).as("they rest").isFalse();
        vendors.failing.set(0);
        storeFails.set(0);
        past.rested();
        work();
        assertThat(in(tx -> DeletionJobs.find(tx, job)).orElseThrow().openSteps())
                .isZero();
        assertThat(vendors.nothingLeft()).isTrue();
    }

    @Test
    void what_was_given_up_is_told_and_tried_once_more_on_request() throws IOException {
        calls(1, 31);
        JobId job = begun();
        vendors.failing.set(1_000);
        storeFails.set(1_000);
        for (int i = 0; i < DeletionSteps.MOST_ATTEMPTS; i++) {
            work();
            past.rested();
        }
        assertThat(in(tx -> DeletionJobs.find(tx, job)).orElseThrow().failedSteps())
                .isEqualTo(4);
        vendors.failing.set(0);
        storeFails.set(0);
        work();
        assertThat(vendors.nothingLeft()).isFalse();
        int again = in(tx -> DeletionSteps.retry(tx, job));
        assertThat(again).isEqualTo(4);
        work();
        assertThat(vendors.nothingLeft()).isTrue();
    }

    @Test
    void copies_of_a_held_call_stay_with_it() throws IOException {
        CallId held = calls(1, 31).getFirst();
        in(tx -> Holds.place(tx, new Hold.New("matter", "reason", "owner", Hold.Scope.of(held), null)));
        begun();
        work();
        assertThat(store.exists(past.key(held))).isTrue();
        assertThat(vendors.executions).contains("n8n-" + held);
        forget(List.of(held));
    }

    @Test
    void a_hold_that_comes_when_the_rows_are_gone_keeps_what_is_left_elsewhere() throws IOException {
        Instant longAgo = Instant.now().minus(Duration.ofDays(40));
        for (Function<CallId, Hold.Scope> scope : List.<Function<CallId, Hold.Scope>>of(
                Hold.Scope::of,
                _ -> new Hold.Scope(null, CALLER, null, null),
                _ -> new Hold.Scope(null, null, longAgo, null),
                _ -> new Hold.Scope(null, null, null, null))) {
            CallId call = calls(1, 33).getFirst();
            Hold.Scope part = scope.apply(call);
            JobId job = begun();
            while (run.purge().isPresent()) {}
            assertThat(in(tx -> Holds.covered(tx, part)).copies()).isEqualTo(4);
            HoldId hold = in(tx -> Holds.place(tx, new Hold.New("matter", "reason", "owner", part, null)));
            work();
            assertThat(vendors.calls).contains(sid(call));
            assertThat(vendors.executions).contains("n8n-" + call);
            assertThat(store.exists(past.key(call))).isTrue();
            assertThat(steps(job)).allSatisfy(step -> {
                assertThat(step.held()).isTrue();
                assertThat(step.step().attempts()).as("waiting is no attempt").isZero();
            });
            DeletionJob waits = in(tx -> DeletionJobs.find(tx, job)).orElseThrow();
            assertThat(List.of(waits.openSteps(), waits.heldSteps())).containsExactly(0L, 4L);
            past.pass(Duration.ofDays(3));
            List<String> faults = in(tx -> RetentionOutlook.faults(tx, 1));
            assertThat(faults).isEmpty();
            in(tx -> Holds.release(tx, hold, Duration.ZERO));
            past.rested();
            work();
            assertThat(vendors.nothingLeft()).isTrue();
            assertThat(receipts(call)).hasSize(5);
        }
        proven();
    }

    @Test
    void an_erasure_in_the_middle_of_a_saga_takes_the_rest_and_each_copy_goes_once() throws IOException {
        CallId old = calls(1, 31).getFirst();
        begun();
        while (run.purge().isPresent()) {}
        CallId young = calls(1, 1).getFirst();
        vendors.before = () -> {
            vendors.before = () -> {};
            JobId erasure = in(tx -> DeletionJobs.begin(tx, DeletionJob.Cause.ERASURE));
            database.db().platform(TEST, TESTER, tx -> Retention.erase(tx, specimen.tenant(), erasure, KEY, CALLER));
        };
        work();
        work();
        assertThat(vendors.nothingLeft()).isTrue();
        for (CallId call : List.of(old, young)) {
            assertThat(store.exists(past.key(call))).isFalse();
            assertThat(receipts(call)).hasSize(5);
        }
        List<DeletionJob> jobs = in(tx -> DeletionJobs.list(tx, null, 10));
        assertThat(jobs).hasSize(2).allSatisfy(job -> {
            assertThat(job.calls()).isEqualTo(1);
            assertThat(job.openSteps() + job.failedSteps()).isZero();
        });
        assertThat(in(tx -> Subjects.standing(tx, CALLER)).calls()).isZero();
        assertThat(past.numbersOfCopies()).as("no number outlives its copy").isEmpty();
        proven();
    }

    @Test
    void a_process_that_dies_at_any_change_of_any_transaction_loses_nothing() throws IOException {
        try (TestDatabase mortal = TestDatabase.create()) {
            specimen = Specimen.plant(mortal.db());
            past = new PastCalls(mortal.superuser(), specimen);
            Interruption interruption = Interruption.of(mortal);
            int deaths = 0;
            for (int change = 1; ; change++) {
                CallId call = calls(1, 31).getFirst();
                mortal.db()
                        .platform(
                                TEST,
                                TESTER,
                                tx -> DeletionJobs.begin(tx, specimen.tenant(), DeletionJob.Cause.DEMAND));
                interruption.before(change);
                boolean died = dies(mortal.db());
                interruption.before(0);
                past.rested();
                RetentionRun again = run(mortal.db());
                while (again.purge().isPresent()) {}
                while (again.copies()) {}
                again.copies();
                assertThat(vendors.nothingLeft())
                        .as("after dying at change %s", change)
                        .isTrue();
                assertThat(store.exists(past.key(call))).isFalse();
                List<Receipt> receipts = mortal.db().tenant(specimen.tenant(), TESTER, tx -> Receipts.ofCall(tx, call));
                assertThat(receipts)
                        .as("one receipt for each, after dying at change %s", change)
                        .hasSize(5);
                if (!died) break;
                deaths++;
            }
            assertThat(deaths).isGreaterThan(10);
        }
    }

    /** Whether any transaction of a run died; the run itself goes on as a worker does. */
    private boolean dies(Db db) {
        RetentionRun mortal = run(db);
        boolean died = false;
        try {
            died = mortal.purge().map(advance -> !advance.finished()).orElse(true);
        } catch (StoreException dead) {
            died = true;
        }
        try {
            mortal.copies();
        } catch (StoreException dead) {
            died = true;
        }
        return died || !vendors.nothingLeft();
    }

    private List<CallId> calls(int count, int days) throws IOException {
        List<CallId> calls = past.plant(count, CALLER, Duration.ofDays(days), PastCalls.Traces.USUAL);
        for (CallId call : calls) {
            past.automated(call, "n8n-" + call);
            vendors.executions.add("n8n-" + call);
            vendors.calls.add(sid(call));
            Set<String> recordings = ConcurrentHashMap.newKeySet();
            recordings.add("RE" + sid(call).substring(2));
            vendors.recordings.put(sid(call), recordings);
            try (OutputStream object = store.create(past.key(call))) {
                object.write(1);
            }
        }
        return calls;
    }

    private List<DeletionSteps.Progress> steps(JobId job) {
        return in(tx -> DeletionSteps.ofJob(tx, job, null, 100));
    }

    private List<Receipt> receipts(CallId call) {
        return in(tx -> Receipts.ofCall(tx, call));
    }

    private void forget(List<CallId> calls) {
        calls.forEach(call -> {
            vendors.executions.remove("n8n-" + call);
            vendors.calls.remove(sid(call));
            vendors.recordings.remove(sid(call));
        });
    }

    private static String sid(CallId call) {
        return "CA" + call.toString().replace("-", "");
    }

    private JobId begun() {
        return in(tx -> DeletionJobs.begin(tx, DeletionJob.Cause.DEMAND));
    }

    private void work() {
        while (run.purge().isPresent()) {}
        while (run.copies()) {}
    }

    private void proven() {
        ReceiptVerifier verifier = new ReceiptVerifier(database.db(), TESTER, List.of(KEY.publicKey()));
        assertThat(verifier.verify(specimen.tenant()).fault()).isNull();
    }

    private <R> R in(Work<TenantTx, R> work) {
        return database.db().tenant(specimen.tenant(), TESTER, work);
    }
}
