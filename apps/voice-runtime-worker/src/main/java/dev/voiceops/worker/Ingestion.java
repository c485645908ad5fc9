package dev.voiceops.worker;

import dev.voiceops.store.CallId;
import dev.voiceops.store.Db;
import dev.voiceops.store.Kpis;
import dev.voiceops.store.Projections;
import dev.voiceops.store.Reason;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Work;
import dev.voiceops.worker.watchdog.Watchdog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Derives what is to be derived of calls, counts the days they belong to, and has the watchdog look at them: those that were told of
 * at once, and from time to time all whose log has gone on unseen. Several workers may do so at a time. {@link #told} may be
 * called by any thread, the rest by one.
 */
final class Ingestion {
    private static final Reason FIND = new Reason("find calls whose record has gone on");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration LOOK_BACK = Duration.ofDays(2);
    private static final int BATCH = 200;
    private static final int DAYS = 50;

    private final Db db;
    private final Watchdog watchdog;
    private final InstantSource clock;
    private final Set<CallId> told = ConcurrentHashMap.newKeySet();
    private volatile Instant lookAgain = Instant.EPOCH;

    Ingestion(Db db, Watchdog watchdog, InstantSource clock) {
        this.db = db;
        this.watchdog = watchdog;
        this.clock = clock;
    }

    /** There is something new about this call. */
    void told(String call) {
        told.add(CallId.parse(call));
    }

    /** Something may have been missed. */
    void missed() {
        lookAgain = Instant.EPOCH;
    }

    /** One round; true if there may be more to do. */
    boolean work() {
        boolean more = projectTold();
        more |= lookAround();
        return countDays() || more;
    }

    private boolean projectTold() {
        List<CallId> calls = told.stream().limit(BATCH).toList();
        for (CallId call : calls) {
            told.remove(call);
            db.platform(FIND, WorkerJobs.ACTOR, tx -> Projections.tenantOf(tx, call))
                    .ifPresent(tenant -> project(tenant, call));
        }
        return calls.size() == BATCH;
    }

    private boolean lookAround() {
        Instant now = clock.instant();
        if (now.isBefore(lookAgain)) {
            return false;
        }
        List<Projections.Behind> behind =
                db.platform(FIND, WorkerJobs.ACTOR, tx -> Projections.behind(tx, since(now), BATCH));
        behind.forEach(call -> project(call.tenant(), call.call()));
        db.platform(FIND, WorkerJobs.ACTOR, tx -> Projections.watched(tx, BATCH))
                .forEach(call -> watchdog.look(call.tenant(), call.call()));
        boolean more = behind.size() == BATCH;
        lookAgain = more ? now : now.plus(LOOK_EVERY);
        return more;
    }

    /** A call id of that time: ids are UUIDv7 and sort by it. */
    private static CallId since(Instant now) {
        return new CallId(new UUID(now.minus(LOOK_BACK).toEpochMilli() << 16, 0));
    }

    private void project(TenantId tenant, CallId call) {
        db.tenant(tenant, WorkerJobs.ACTOR, Work.repeatable(tx -> Projections.project(tx, call)));
        watchdog.look(tenant, call);
    }

    private boolean countDays() {
        List<TenantId> tenants = new ArrayList<>(db.platform(FIND, WorkerJobs.ACTOR, tx -> Kpis.due(tx, DAYS)));
        boolean more = false;
        for (TenantId tenant : tenants) {
            more |= db.tenant(tenant, WorkerJobs.ACTOR, Work.repeatable(tx -> Kpis.count(tx, DAYS))) == DAYS;
        }
        return more;
    }
}
