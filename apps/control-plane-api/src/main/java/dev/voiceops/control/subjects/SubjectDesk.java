package dev.voiceops.control.subjects;

import dev.voiceops.contracts.E164;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.HoldId;
import dev.voiceops.store.JobId;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Retention;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.Subjects;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Work;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Erases what a tenant has of a caller, through the gate of the holds. Any thread. */
public final class SubjectDesk {
    private static final Reason ERASE = new Reason("erase a caller's data");

    private final Db db;
    private final SigningKey key;

    /** With the key that signs receipts. */
    public SubjectDesk(Db db, SigningKey key) {
        this.db = db;
        this.key = key;
    }

    /**
     * What an erasure came to, or would come to.
     *
     * @param jobId the run, whose receipts prove it; null: it was only asked what would happen
     * @param erased calls whose content is gone, or would go
     * @param held calls that legal holds protect: they stay
     * @param holds which
     * @param live calls that have not ended: ask again when they have
     * @param openCopies copies outside the database whose deletion is on its way
     */
    public record Erasure(
            @Nullable UUID jobId,
            long erased,
            Map<String, Long> rows,
            long held,
            List<UUID> holds,
            long live,
            long openCopies) {
        public Erasure {
            rows = Map.copyOf(rows);
            holds = List.copyOf(holds);
        }
    }

    /** Returns the number. @throws ProblemException when it is none */
    public static String checked(@Nullable String number) {
        if (number == null || !E164.fits(number)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "number: " + E164.HINT);
        }
        return number;
    }

    /** Says what {@link #erase} would do now. */
    public Erasure outlook(Actor actor, TenantId tenant, String number) {
        return db.tenant(tenant, actor, tx -> {
            Subjects.Standing standing = Subjects.standing(tx, number);
            return new Erasure(
                    null,
                    standing.free(),
                    Map.of(),
                    standing.held(),
                    ids(Subjects.holds(tx, number)),
                    standing.live(),
                    0);
        });
    }

    /**
     * Erases the content of all ended calls of the number that no hold protects. The audit row, without the number, and the
     * first batch are one transaction; when a later batch fails, ask again: it goes on where it stopped.
     */
    public Erasure erase(Actor actor, TenantId tenant, String number) {
        Begun begun = db.platform(ERASE, actor, tx -> begin(tx, tenant, number));
        long last = begun.calls();
        while (last == Retention.BATCH) {
            Retention.Purged purged = db.platform(
                    ERASE, actor, Work.repeatable(tx -> Retention.erase(tx, tenant, begun.job(), key, number)));
            last = purged.calls().size();
        }
        Erasure stays = outlook(actor, tenant, number);
        DeletionJob job = db.tenant(
                tenant, actor, tx -> DeletionJobs.find(tx, begun.job()).orElseThrow());
        return new Erasure(
                begun.job().value(),
                job.calls(),
                job.rows(),
                stays.held(),
                stays.holds(),
                stays.live(),
                job.openSteps());
    }

    private Begun begin(PlatformTx tx, TenantId tenant, String number) {
        JobId job = DeletionJobs.begin(tx, tenant, DeletionJob.Cause.ERASURE);
        long calls = Retention.erase(tx, tenant, job, key, number).calls().size();
        Audit.append(
                tx,
                tenant,
                AuditAction.SUBJECT_ERASED,
                new Audit.Target("deletion_job", job.toString()),
                Json.write(Map.of("calls", calls, "more", calls == Retention.BATCH)));
        return new Begun(job, calls);
    }

    private record Begun(JobId job, long calls) {}

    private static List<UUID> ids(List<HoldId> holds) {
        return holds.stream().map(HoldId::value).toList();
    }
}
