package dev.voiceops.worker.retention;

import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.DeletionStep;
import dev.voiceops.store.DeletionSteps;
import dev.voiceops.store.Partitions;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Retention;
import dev.voiceops.store.SigningKey;
import dev.voiceops.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retention at work: begins each tenant's run of the day, goes on with the runs that are open, and has the copies outside the
 * database deleted. All of it stands in rows, so what a crash interrupts is gone on with, and several processes may do it at a
 * time. Every method blocks; any thread.
 */
public final class RetentionRun {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionRun.class);
    private static final Reason RETAIN = new Reason("delete what is past its retention");
    private static final Duration LONGEST_RETENTION = Duration.ofDays(30);
    private static final Duration JOB_LEASE = Duration.ofMinutes(2);
    private static final Duration STEP_LEASE = Duration.ofMinutes(5);

    /** Copies that are deleted side by side: vendors take some tenths of a second each. */
    private static final int STEPS = 16;

    private final Db db;
    private final Actor actor;
    private final SigningKey key;
    private final Copies copies;

    /** Signs its receipts with this key. */
    public RetentionRun(Db db, Actor actor, SigningKey key, Copies copies) {
        this.db = db;
        this.actor = actor;
        this.key = key;
        this.copies = copies;
    }

    /** Begins the runs that are due at this time of the day; returns how many. */
    public int begin(LocalTime at) {
        return db.platform(RETAIN, actor, tx -> DeletionJobs.beginDue(tx, at));
    }

    /**
     * One batch of calls of the job that waits longest; empty when none waits. A job that fails rests, so that it is in nobody's
     * way.
     */
    public Optional<Retention.Advance> purge() {
        Optional<DeletionJobs.Taken> taken = db.platform(RETAIN, actor, tx -> DeletionJobs.take(tx, JOB_LEASE));
        return taken.map(job -> {
            try {
                return db.platform(RETAIN, actor, tx -> Retention.advance(tx, key, job));
            } catch (StoreException e) {
                LOG.warn("Run {} of retention does not go on: {}", job.id(), e.getMessage());
                db.platform(RETAIN, actor, tx -> {
                    DeletionJobs.failed(tx, job, e.code() + ": " + e.getMessage());
                    return job;
                });
                return new Retention.Advance(job.tenant(), job.id(), Retention.Purged.NOTHING, false);
            }
        });
    }

    /** Some copies, side by side; true if there may be more to do at once. */
    public boolean copies() {
        List<DeletionStep> steps = db.platform(RETAIN, actor, tx -> DeletionSteps.take(tx, STEPS, STEP_LEASE));
        if (steps.isEmpty()) return false;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            steps.forEach(step -> threads.execute(() -> delete(step)));
        }
        return steps.size() == STEPS;
    }

    /** Drops the weeks that are past every retention and empty. One that is in use waits for the next time. */
    public void weeks(Instant now) {
        try {
            db.platform(RETAIN, actor, tx -> {
                Partitions.dropEmptied(tx, now.minus(LONGEST_RETENTION));
                return now;
            });
        } catch (StoreException busy) {
            LOG.info("Weeks past retention are not dropped this time: {}", busy.getMessage());
        }
    }

    private void delete(DeletionStep step) {
        try {
            if (!db.platform(RETAIN, actor, tx -> DeletionSteps.mayGo(tx, step))) return;
            Copies.Gone gone = copies.delete(step);
            db.platform(RETAIN, actor, tx -> {
                DeletionSteps.done(tx, step, key, gone.method(), gone.verified());
                return step;
            });
        } catch (Copies.StillThere still) {
            LOG.warn(
                    "A copy of call {} ({}) is still there: {}",
                    step.call(),
                    step.kind().code(),
                    still.getMessage());
            db.platform(RETAIN, actor, tx -> {
                DeletionSteps.failed(tx, step, String.valueOf(still.getMessage()));
                return step;
            });
        } catch (StoreException e) {
            LOG.warn("Step {} is tried again when its lease ends: {}", step.id(), e.getMessage());
        }
    }
}
