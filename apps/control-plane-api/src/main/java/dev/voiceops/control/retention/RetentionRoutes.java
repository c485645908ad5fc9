package dev.voiceops.control.retention;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.DeletionStep;
import dev.voiceops.store.DeletionSteps;
import dev.voiceops.store.JobId;
import dev.voiceops.store.Receipt;
import dev.voiceops.store.Receipts;
import dev.voiceops.store.RetentionOutlook;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.StepId;
import dev.voiceops.store.TenantTx;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What retention would delete in a tenant, what it has deleted, and a run on demand. */
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
        return scope.in(tx -> view(tx, new JobId(jobId)));
    }

    /** Begins a run, which a worker takes up within seconds; a dry one tells at once what a run would delete. */
    @PostMapping("/jobs")
    @Needs(Permission.RETENTION_RUN)
    @Audited(AuditAction.RETENTION_RUN)
    ResponseEntity<JobView> begin(TenantScope scope, @RequestBody NewJob wanted) {
        JobView begun = scope.in(tx -> {
            JobId id = wanted.isDry()
                    ? DeletionJobs.rehearse(tx, RetentionOutlook.of(tx))
                    : DeletionJobs.begin(tx, DeletionJob.Cause.DEMAND);
            JobView view = view(tx, id);
            audit(tx, id, wanted.isDry() ? "dry run" : "begun");
            return view;
        });
        return ResponseEntity.created(URI.create("/internal/retention/jobs/" + begun.id()))
                .body(begun);
    }

    /** Tries once more what was given up of the copies outside the database. */
    @PostMapping("/jobs/{jobId}/retry")
    @Needs(Permission.RETENTION_RUN)
    @Audited(AuditAction.RETENTION_RUN)
    JobView retry(TenantScope scope, @PathVariable UUID jobId) {
        return scope.in(tx -> {
            JobId id = new JobId(jobId);
            view(tx, id);
            int again = DeletionSteps.retry(tx, id);
            JobView view = view(tx, id);
            audit(tx, id, again + " copies are tried again");
            return view;
        });
    }

    /** The copies outside the database that a run has to have deleted, and how far each is. */
    @GetMapping("/jobs/{jobId}/copies")
    @Needs(Permission.RETENTION_READ)
    Page<CopyView> copies(TenantScope scope, @PathVariable UUID jobId, Cursor cursor) {
        return scope.in(tx -> {
            view(tx, new JobId(jobId));
            return Page.of(
                    cursor,
                    DeletionSteps.ofJob(
                            tx, new JobId(jobId), cursor.after(StepId::parse).orElse(null), cursor.fetch()),
                    CopyView::of,
                    copy -> copy.step().id().toString());
        });
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

    private static JobView view(TenantTx tx, JobId id) {
        return DeletionJobs.find(tx, id)
                .map(JobView::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such run"));
    }

    private static void audit(TenantTx tx, JobId job, String what) {
        Audit.Target target = new Audit.Target("deletion_job", job.toString());
        Audit.append(tx, AuditAction.RETENTION_RUN, target, Json.write(Map.of("what", what)));
    }

    /** A run that is wanted; {@code dryRun}: it is to tell and not to delete; left out: it is to delete. */
    record NewJob(@Nullable Boolean dryRun) {
        boolean isDry() {
            return Boolean.TRUE.equals(dryRun);
        }
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
            boolean dryRun,
            String startedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long calls,
            Map<String, Long> rows,
            long openCopies,
            long heldCopies,
            long failedCopies,
            @Nullable String lastError) {
        static JobView of(DeletionJob job) {
            return new JobView(
                    job.id().value(),
                    job.cause().code(),
                    job.dryRun(),
                    job.startedBy(),
                    job.startedAt(),
                    job.finishedAt(),
                    job.calls(),
                    job.rows(),
                    job.openSteps(),
                    job.heldSteps(),
                    job.failedSteps(),
                    job.lastError());
        }
    }

    /**
     * A copy outside the database as the API shows it.
     *
     * @param state pending, done or given_up
     * @param held whether a legal hold keeps it now
     * @param nextAt when it is tried next; absent unless it is pending
     */
    record CopyView(
            UUID id,
            UUID callId,
            String kind,
            String place,
            String state,
            boolean held,
            int attempts,
            @Nullable Instant nextAt,
            @Nullable String lastError,
            @Nullable Instant closedAt) {
        static CopyView of(DeletionSteps.Progress progress) {
            DeletionStep step = progress.step();
            return new CopyView(
                    step.id().value(),
                    step.call().value(),
                    step.kind().code(),
                    step.place(),
                    progress.state(),
                    progress.held(),
                    step.attempts(),
                    progress.closedAt() == null ? progress.nextAt() : null,
                    progress.lastError(),
                    progress.closedAt());
        }
    }
}
