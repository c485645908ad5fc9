package dev.voiceops.store;

import static dev.voiceops.store.testing.Specimen.TEST;
import static dev.voiceops.store.testing.Specimen.TESTER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When runs begin, who works on them, and what becomes of those that fail. */
class DeletionJobsTest {
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
    void a_day_begins_one_run_per_tenant_however_often_it_is_asked() {
        LocalTime passed = LocalTime.MIDNIGHT;
        int first = platform(tx -> DeletionJobs.beginDue(tx, passed));
        int second = platform(tx -> DeletionJobs.beginDue(tx, passed));
        assertThat(first).isPositive();
        assertThat(second).isZero();
    }

    @Test
    void the_run_of_the_day_begins_at_its_time_in_the_tenants_own_zone() {
        platform(tx -> DeletionJobs.beginDue(tx, LocalTime.MIDNIGHT));
        String tenant = ledger.specimen().tenant().toString();
        ZoneId zone = whereItIsNoon();
        ledger.all().run("update voiceops.tenants set time_zone = '" + zone + "' where id = '" + tenant + "'");
        ZonedDateTime now = ZonedDateTime.now(zone);
        for (int minutes : new int[] {1, -1}) {
            ZonedDateTime before = now.plusMinutes(minutes).minusDays(1).plusMinutes(2);
            ledger.all()
                    .run("update voiceops.deletion_jobs set started_at = '" + before.toOffsetDateTime()
                            + "' where tenant_id = '" + tenant + "'");
            LocalTime at = now.plusMinutes(minutes).toLocalTime();
            int begun = platform(tx -> DeletionJobs.beginDue(tx, at));
            assertThat(begun).as("at %s, %s minutes from now", at, minutes).isEqualTo(minutes > 0 ? 0 : 1);
        }
    }

    @Test
    void a_job_that_fails_rests_and_lets_the_others_go_on() {
        Ledger other = Ledger.open(database);
        JobId first = platform(tx -> DeletionJobs.begin(tx, ledger.specimen().tenant(), DeletionJob.Cause.DEMAND));
        JobId second = platform(tx -> DeletionJobs.begin(tx, other.specimen().tenant(), DeletionJob.Cause.DEMAND));
        DeletionJobs.Taken taken = take().orElseThrow();
        assertThat(taken.id()).isEqualTo(first);
        platform(tx -> {
            DeletionJobs.failed(tx, taken, "a table is locked");
            return 0;
        });
        assertThat(take().orElseThrow().id()).isEqualTo(second);
        assertThat(take()).isEmpty();
        assertThat(in(tx -> DeletionJobs.find(tx, first)).orElseThrow().lastError())
                .isEqualTo("a table is locked");
        RetentionTest.run(ledger, db);
    }

    @Test
    void a_job_that_somebody_works_on_is_not_given_to_another() {
        JobId job = platform(tx -> DeletionJobs.begin(tx, ledger.specimen().tenant(), DeletionJob.Cause.DEMAND));
        DeletionJobs.Taken lost =
                platform(tx -> DeletionJobs.take(tx, Duration.ZERO)).orElseThrow();
        DeletionJobs.Taken again = take().orElseThrow();
        assertThat(List.of(lost.id(), again.id())).containsOnly(job);
        assertThat(take()).isEmpty();
        Retention.Advance ended = platform(tx -> Retention.advance(tx, RetentionTest.KEY, again));
        assertThat(ended.finished()).isTrue();
        Retention.Advance late = platform(tx -> Retention.advance(tx, RetentionTest.KEY, lost));
        assertThat(late.finished()).isTrue();
        long rows = in(tx ->
                Audit.count(tx, AuditAction.RETENTION_FINISHED, new Audit.Target("deletion_job", job.toString())));
        assertThat(rows).as("it ends once").isEqualTo(1);
    }

    @Test
    void a_rehearsal_tells_what_a_run_would_delete_and_deletes_nothing() {
        ledger.calls(2, "+15551230001", Duration.ofDays(31));
        JobId job = in(tx -> DeletionJobs.rehearse(tx, RetentionOutlook.of(tx)));
        assertThat(take()).isEmpty();
        DeletionJob shown = in(tx -> DeletionJobs.find(tx, job)).orElseThrow();
        assertThat(shown.dryRun()).isTrue();
        assertThat(shown.calls()).isEqualTo(2);
        assertThat(ledger.alive()).hasSize(2);
        Retention.Purged purged = RetentionTest.run(ledger, db);
        assertThat(shown.rows()).isEqualTo(purged.rows());
    }

    @Test
    void receipts_that_were_cut_off_behind_the_end_of_a_run_are_missed() {
        ledger.calls(3, "+15551230001", Duration.ofDays(31));
        RetentionTest.run(ledger, db);
        ReceiptVerifier verifier = new ReceiptVerifier(db, TESTER, List.of(RetentionTest.KEY.publicKey()));
        assertThat(verifier.verify(ledger.specimen().tenant()).fault()).isNull();
        assertThat(verifier.verify(ledger.specimen().tenant()).receipts()).isEqualTo(3);
        ledger.all()
                .run("delete from voiceops.deletion_receipts where seq = 3 and tenant_id = '"
                        + ledger.specimen().tenant() + "'");
        ReceiptVerifier.Finding cut = verifier.verify(ledger.specimen().tenant());
        assertThat(cut.fault()).contains("receipt 3: it is missing");
        assertThat(cut.receipts()).isEqualTo(2);
        ReceiptVerifier stranger = new ReceiptVerifier(
                db,
                TESTER,
                List.of(SigningKey.of("x".repeat(32).getBytes(US_ASCII)).publicKey()));
        assertThat(stranger.verify(ledger.specimen().tenant()).fault()).contains("receipt 1", "known key");
    }

    private static Optional<DeletionJobs.Taken> take() {
        return platform(tx -> DeletionJobs.take(tx, Duration.ofMinutes(1)));
    }

    /** No day begins or ends near. */
    private static ZoneId whereItIsNoon() {
        int hours = 12 - ZonedDateTime.now(ZoneOffset.UTC).getHour();
        return ZoneId.of("Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours)); // POSIX counts westwards
    }

    private <R> R in(Work<TenantTx, R> work) {
        return db.tenant(ledger.specimen().tenant(), TESTER, work);
    }

    private static <R> R platform(Work<PlatformTx, R> work) {
        return db.platform(TEST, TESTER, work);
    }
}
