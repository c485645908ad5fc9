package dev.voiceops.worker;

import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import dev.voiceops.store.Listener;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's running jobs: the handoff queue, woken by the database, and the sweeps. Closing it ends them in order. */
final class WorkerJobs implements AutoCloseable {
    static final Actor ACTOR = Actor.service("voice-runtime-worker");
    private static final Logger LOG = LoggerFactory.getLogger(WorkerJobs.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** A live call tells something many times a second; it is derived again at most so often. */
    private static final Duration INGEST = Duration.ofSeconds(2);

    private final HandoffQueue queue;
    private final List<Loop> loops;
    private final List<AutoCloseable> listening;

    WorkerJobs(Db db, HandoffQueue queue, Sweeper sweeper, Ingestion ingestion, WorkerConfig config) {
        this.queue = queue;
        Loop handoffs = new Loop("handoffs", config.pollEvery(), queue::take);
        this.loops = List.of(
                handoffs, new Loop("sweep", SWEEP, sweeper::sweep), new Loop("ingestion", INGEST, ingestion::work));
        this.listening = List.of(
                db.listen("outbox", new Listener() {
                    @Override
                    public void connected() {
                        handoffs.wake();
                    }

                    @Override
                    public void notified(String topic) {
                        if (topic.equals(RuntimeEvents.HANDOFF_REQUESTED)) handoffs.wake();
                    }
                }),
                db.listen("call_events", new Listener() {
                    @Override
                    public void connected() {
                        ingestion.missed();
                    }

                    @Override
                    public void notified(String call) {
                        ingestion.told(call);
                    }
                }));
    }

    @Override
    public void close() {
        listening.forEach(WorkerJobs::close);
        loops.forEach(Loop::close);
        queue.close();
    }

    private static void close(AutoCloseable listener) {
        try {
            listener.close();
        } catch (Exception e) {
            LOG.warn("A listener did not close", e);
        }
    }
}
