package dev.voiceops.runner;

import dev.voiceops.store.Connector;
import dev.voiceops.store.Connectors;
import dev.voiceops.store.Db;
import dev.voiceops.store.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which connector has a free slot. A slot is taken by a running lease in the database, or by a launch of this process that is under
 * way; no counter is kept that a crash could leave wrong. Several runners may together ask a connector once too often: its own limit
 * then refuses. Safe for all threads.
 */
final class Slots {
    private static final Reason CHOOSE = new Reason("choose a connector with room");

    private final Db db;
    private final Duration freshness;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> underWay = new HashMap<>();

    Slots(Db db, Duration freshness) {
        this.db = db;
        this.freshness = freshness;
    }

    /**
     * Takes a slot of the hinted connector if it has one, else of the least loaded; empty when none has room. Give it back with
     * {@link #giveBack} when the connector has answered.
     *
     * @param tried connectors that are not to be asked again
     */
    Optional<Connector> take(@Nullable String hint, Set<String> tried) {
        // the leases are read under the lock: a launch gives its slot back only after its lease can be seen, so none is
        // missed
        lock.lock();
        try {
            List<Connector> room = db.platform(CHOOSE, Launches.ACTOR, tx -> Connectors.withRoom(tx, freshness));
            Optional<Connector> chosen = room.stream()
                    .filter(connector -> !tried.contains(connector.id()))
                    .filter(connector -> load(connector) < connector.capacity())
                    .min(Comparator.comparingInt(
                                    (Connector connector) -> connector.id().equals(hint) ? 0 : 1)
                            .thenComparingDouble(connector -> (double) load(connector) / connector.capacity()));
            chosen.ifPresent(connector -> underWay.merge(connector.id(), 1, Integer::sum));
            return chosen;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(Connector connector) {
        lock.lock();
        try {
            underWay.computeIfPresent(connector.id(), (id, count) -> count > 1 ? count - 1 : null);
        } finally {
            lock.unlock();
        }
    }

    private int load(Connector connector) {
        return connector.liveCalls() + underWay.getOrDefault(connector.id(), 0);
    }
}
