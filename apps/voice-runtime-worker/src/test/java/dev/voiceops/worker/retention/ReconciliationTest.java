package dev.voiceops.worker.retention;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.recordings.LocalRecordings;
import dev.voiceops.recordings.RecordingStore;
import dev.voiceops.store.CallId;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.DeletionSteps;
import dev.voiceops.store.Incidents;
import dev.voiceops.store.Retention;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.testing.PastCalls;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationTest {
    private static final PastCalls.Traces RECORDED = new PastCalls.Traces(1, 1, false, true);
    private static TestDatabase database;

    @TempDir
    private Path folder;

    private Specimen specimen;
    private PastCalls past;
    private RecordingStore store;
    private Reconciliation reconciliation;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void plant() {
        specimen = Specimen.plant(database.db());
        past = new PastCalls(database.superuser(), specimen);
        store = new LocalRecordings(folder);
        reconciliation = new Reconciliation(database.db(), TESTER, store);
    }

    @Test
    void page_after_page_of_what_belongs_together_is_no_finding() throws IOException {
        for (CallId call : past.plant(1_100, "+15551230001", Duration.ofDays(1), RECORDED)) object(past.key(call), 1);
        Reconciliation.Report report = compare();
        assertThat(report.objects()).isEqualTo(1_100);
        assertThat(report.recordings()).isEqualTo(1_100);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void a_recording_without_its_object_is_an_incident_until_the_object_is_back() throws IOException {
        CallId call =
                past.plant(3, "+15551230001", Duration.ofDays(1), RECORDED).get(1);
        assertThat(compare().findings()).hasSize(3);
        object(past.key(call), 1);
        Reconciliation.Report report = compare();
        assertThat(report.findings())
                .hasSize(2)
                .doesNotContain(
                        new Reconciliation.Finding(Reconciliation.Kind.RECORDING_WITHOUT_OBJECT, past.key(call)));
        assertThat(incidents()).isEqualTo(2);
    }

    @Test
    void an_object_without_a_row_is_found_when_it_is_old_enough_and_left_where_its_call_lives() throws IOException {
        CallId call = past.plant(1, "+15551230001", Duration.ofDays(1), new PastCalls.Traces(1, 1, false, false))
                .getFirst();
        String young = specimen.tenant() + "/" + call + "/2.wav";
        String old = specimen.tenant() + "/" + call + "/3.wav";
        object(young, 1);
        object(old, 30);
        object("other-things/report.wav", 100);
        Reconciliation.Report report = compare();
        assertThat(report.findings())
                .containsExactly(new Reconciliation.Finding(Reconciliation.Kind.OBJECT_WITHOUT_RECORDING, old));
        assertThat(store.exists(old)).isTrue();
        assertThat(store.exists("other-things/report.wav")).isTrue();
    }

    @Test
    void an_object_that_a_deleted_call_left_goes_by_the_saga() throws IOException {
        CallId call =
                past.plant(1, "+15551230001", Duration.ofDays(31), RECORDED).getFirst();
        purge();
        List<DeletionSteps.Progress> before = steps();
        String left = specimen.tenant() + "/" + call + "/7.wav";
        object(past.key(call), 30);
        object(left, 30);
        Reconciliation.Report report = compare();
        assertThat(report.findings()).as("one has its step, the other gets one").isEmpty();
        assertThat(report.handedOver()).isEqualTo(1);
        assertThat(compare().handedOver()).as("it has its step now").isZero();
        assertThat(steps())
                .hasSize(before.size() + 1)
                .anySatisfy(step -> assertThat(step.step().place()).isEqualTo(left));
    }

    @Test
    void an_answered_call_without_a_recording_is_found() throws IOException {
        CallId call = past.plant(1, "+15551230001", Duration.ofDays(1), new PastCalls.Traces(1, 1, false, false))
                .getFirst();
        assertThat(compare().findings()).as("it was never answered").isEmpty();
        past.answered(call, Duration.ofMinutes(2));
        assertThat(compare().findings())
                .containsExactly(
                        new Reconciliation.Finding(Reconciliation.Kind.CALL_WITHOUT_RECORDING, call.toString()));
    }

    @Test
    void a_daily_run_is_followed_by_one_comparison() throws IOException {
        database.db().platform(TEST, TESTER, tx -> DeletionJobs.beginDue(tx, LocalTime.MIDNIGHT));
        work();
        int compared = 0;
        while (reconciliation.next(Instant.now())) compared++;
        assertThat(compared).isPositive();
        assertThat(reconciliation.next(Instant.now())).isFalse();
    }

    private Reconciliation.Report compare() throws IOException {
        return reconciliation.compare(specimen.tenant(), Instant.now());
    }

    private void object(String key, int hoursOld) throws IOException {
        try (OutputStream object = store.create(key)) {
            object.write(1);
        }
        Files.setLastModifiedTime(
                folder.resolve(key), FileTime.from(Instant.now().minus(Duration.ofHours(hoursOld))));
    }

    private long incidents() {
        return database.db()
                .tenant(specimen.tenant(), TESTER, tx -> Incidents.list(tx, new Incidents.Query(null, true, null, 100)))
                .size();
    }

    private void purge() {
        database.db().platform(TEST, TESTER, tx -> DeletionJobs.begin(tx, specimen.tenant(), DeletionJob.Cause.DEMAND));
        work();
    }

    private void work() {
        SigningKey key = SigningKey.of(new byte[32]);
        while (database.db()
                .platform(
                        TEST,
                        TESTER,
                        tx -> DeletionJobs.take(tx, Duration.ofMinutes(1)).map(job -> Retention.advance(tx, key, job)))
                .isPresent()) {}
    }

    private List<DeletionSteps.Progress> steps() {
        return database.db().tenant(specimen.tenant(), TESTER, tx -> {
            DeletionJob job = DeletionJobs.list(tx, null, 10).getFirst();
            return DeletionSteps.ofJob(tx, job.id(), null, 100);
        });
    }
}
