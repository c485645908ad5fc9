package dev.voiceops.worker.watchdog;

import dev.voiceops.store.Actor;
import dev.voiceops.store.AsSaid;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.Incidents;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at calls and keeps their incidents: opened when a sentence does not hold, closed when it holds again. All threads. */
public final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Actor ACTOR = Actor.service("watchdog");
    private static final int MOST_EVENTS = 100_000;

    private final Db db;
    private final InstantSource clock;

    public Watchdog(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Checks one call and puts on record what was found; a call without a log (deleted by retention) is left alone. */
    public List<Incidents.Finding> look(TenantId tenant, CallId call) {
        List<Incidents.Finding> found = db.tenant(tenant, ACTOR, Work.repeatable((TenantTx tx) -> {
            Optional<History> history =
                    history(tx, call).filter(log -> !log.events().isEmpty());
            List<Incidents.Finding> findings =
                    history.map(log -> Invariants.check(log, clock.instant())).orElse(List.of());
            if (history.isPresent() && Incidents.record(tx, call, findings) > 0) {
                LOG.warn("call {}: {} invariants do not hold", call, findings.size());
            }
            return findings;
        }));
        return found;
    }

    private static Optional<History> history(TenantTx tx, CallId id) {
        return Calls.find(tx, id)
                .map(call -> new History(
                        call,
                        AsSaid.events(tx, id, 0, MOST_EVENTS).reveal(),
                        AsSaid.utterances(tx, id).reveal(),
                        CallRecord.turns(tx, id),
                        Dispatches.ofCall(tx, id),
                        AsSaid.executions(tx, id).reveal(),
                        Recordings.ofCall(tx, id)));
    }
}
