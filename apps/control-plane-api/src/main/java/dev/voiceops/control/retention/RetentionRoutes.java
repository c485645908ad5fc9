package dev.voiceops.control.retention;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.JobId;
import dev.voiceops.store.Receipt;
import dev.voiceops.store.Receipts;
import dev.voiceops.store.RetentionOutlook;
import dev.voiceops.store.SigningKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What retention would delete in a tenant, and what it has deleted. Reads alone. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/retention")
final class RetentionRoutes {
    private static final int GRACE_HOURS = 24;

    private final SigningKey key;

    RetentionRoutes(SigningKey key) {
        this.key = key;
    }

    /** What the next run would delete, and what each hold keeps from it. Changes nothing. */
    @GetMapping("/outlook")
    @Needs(Permission.RETENTION_READ)
    RetentionOutlook outlook(TenantScope scope) {
        return scope.in(RetentionOutlook::of);
    }

    /** What is not as it should be; no faults: all that should be gone is gone. */
    @GetMapping("/check")
    @Needs(Permission.RETENTION_READ)
    Check check(TenantScope scope) {
        return new Check(scope.in(tx -> RetentionOutlook.faults(tx, GRACE_HOURS)));
    }

    /** The runs, newest first. */
    @GetMapping("/jobs")
    @Needs(Permission.RETENTION_READ)
    Page<JobView> jobs(TenantScope scope, Cursor cursor) {
        return scope.in(tx -> Page.of(
                cursor,
                DeletionJobs.list(tx, cursor.after(JobId::parse).orElse(null), cursor.fetch()),
                JobView::of,
                job -> job.id().toString()));
    }

    @GetMapping("/jobs/{jobId}")
    @Needs(Permission.RETENTION_READ)
    JobView job(TenantScope scope, @PathVariable UUID jobId) {
        return scope.in(tx -> DeletionJobs.find(tx, new JobId(jobId)))
                .map(JobView::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such run"));
    }

    /** The receipts of the tenant in the order of their chain, and the key that signed them. */
    @GetMapping("/receipts")
    @Needs(Permission.RETENTION_READ)
    ReceiptPage receipts(TenantScope scope, Cursor cursor) {
        List<Receipt> rows =
                scope.in(tx -> Receipts.list(tx, cursor.after(Long::parseLong).orElse(0L), cursor.fetch()));
        Page<ReceiptView> page = Page.of(cursor, rows, ReceiptView::of, receipt -> "" + receipt.seq());
        return new ReceiptPage(page.items(), page.nextCursor(), HexFormat.of().formatHex(key.publicKey()));
    }

    record Check(List<String> faults) {}

    record ReceiptPage(List<ReceiptView> items, @Nullable String nextCursor, String publicKey) {}

    /** A link of the chain: {@code hash} is SHA-256 over the bytes of {@code previous} and {@code body}. */
    record ReceiptView(
            long seq, UUID callId, String body, String previous, String hash, String keyId, String signature) {
        static ReceiptView of(Receipt receipt) {
            return new ReceiptView(
                    receipt.seq(),
                    receipt.call().value(),
                    receipt.body(),
                    receipt.previous(),
                    receipt.hash(),
                    receipt.keyId(),
                    receipt.signature());
        }
    }

    /** A run as the API shows it. */
    record JobView(
            UUID id,
            String cause,
            String startedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long calls,
            Map<String, Long> rows,
            long openCopies,
            long failedCopies) {
        static JobView of(DeletionJob job) {
            return new JobView(
                    job.id().value(),
                    job.cause().code(),
                    job.startedBy(),
                    job.startedAt(),
                    job.finishedAt(),
                    job.calls(),
                    job.rows(),
                    job.openSteps(),
                    job.failedSteps());
        }
    }
}
