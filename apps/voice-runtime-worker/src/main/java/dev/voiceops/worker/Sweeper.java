package dev.voiceops.worker;

import dev.voiceops.call.EndReason;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.store.Call;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.Reason;
import dev.voiceops.store.ToolExecutions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends what nobody will end any more: dispatches that were not claimed in time, calls whose connector fell silent, calls that nobody
 * cares for, tool executions whose gateway died. Together with the leases it brings every call to a terminal state within a minute of its last sign of life. Several
 * workers may sweep at a time.
 *
 * <p>A sweeper that was itself cut off from the database does not know whether leases ran out or only could not be renewed: it waits
 * for the grace before it judges them. One thread.
 */
final class Sweeper {
    private static final Reason SWEEP = new Reason("end calls that nobody cares for");
    private static final int BATCH = 100;
    private static final Duration CUT_OFF = Duration.ofSeconds(5);

    private final Db db;
    private final Endings endings;
    private final WorkerConfig config;
    private final InstantSource clock;
    private Instant lastRound = Instant.EPOCH;
    private Instant judgeFrom = Instant.EPOCH;

    Sweeper(Db db, Endings endings, WorkerConfig config, InstantSource clock) {
        this.db = db;
        this.endings = endings;
        this.config = config;
        this.clock = clock;
    }

    /** One round; true if there may be more to do. */
    boolean sweep() {
        Instant now = clock.instant();
        boolean more = expired();
        if (now.isAfter(lastRound.plus(CUT_OFF))) judgeFrom = now.plus(config.leaseGrace());
        if (!now.isBefore(judgeFrom)) more |= lost();
        more |= orphans();
        more |= leftBehind();
        lastRound = now;
        return more;
    }

    private boolean expired() {
        List<Dispatch> due = db.platform(SWEEP, WorkerJobs.ACTOR, tx -> Dispatches.expireDue(tx, BATCH));
        due.forEach(dispatch -> end(
                dispatch,
                new Endings.Cause(
                        EndReason.DISPATCH_EXPIRED,
                        RuntimeEvents.HANDOFF_FAILED,
                        Map.of("dispatch_id", dispatch.id().value(), "cause", EndReason.DISPATCH_EXPIRED.code()))));
        return due.size() == BATCH;
    }

    private boolean lost() {
        List<Dispatch> lost =
                db.platform(SWEEP, WorkerJobs.ACTOR, tx -> Dispatches.lostLeases(tx, config.leaseGrace(), BATCH));
        lost.forEach(dispatch -> end(
                dispatch,
                new Endings.Cause(
                        EndReason.CONNECTOR_LOST,
                        RuntimeEvents.CONNECTOR_LOST,
                        Map.of("dispatch_id", dispatch.id().value(), "connector_id", text(dispatch.claimedBy())))));
        return lost.size() == BATCH;
    }

    private boolean orphans() {
        List<Call> orphans =
                db.platform(SWEEP, WorkerJobs.ACTOR, tx -> Calls.orphans(tx, config.orphanSilence(), BATCH));
        orphans.forEach(call -> endings.fail(call.tenant(), call.id(), Call.Witness.SWEEPER, orphaned(call)));
        return orphans.size() == BATCH;
    }

    /** Tool executions whose gateway died between sending and answer. */
    private boolean leftBehind() {
        return db.platform(SWEEP, WorkerJobs.ACTOR, tx -> ToolExecutions.endLeftBehind(tx, BATCH)) == BATCH;
    }

    private static Endings.Cause orphaned(Call call) {
        return switch (call.state()) {
            case QUEUED, ENDED ->
                new Endings.Cause(
                        EndReason.DISPATCH_EXPIRED, RuntimeEvents.HANDOFF_FAILED, Map.of("cause", "no_dispatch"));
            case LIVE ->
                new Endings.Cause(
                        EndReason.CONNECTOR_LOST,
                        RuntimeEvents.CONNECTOR_LOST,
                        Map.of("connector_id", text(call.connectorId())));
        };
    }

    private void end(Dispatch dispatch, Endings.Cause cause) {
        endings.fail(dispatch.tenant(), dispatch.call(), Call.Witness.SWEEPER, cause);
    }

    private static String text(@Nullable String id) {
        return id == null ? "unknown" : id;
    }
}
