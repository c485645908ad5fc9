package dev.voiceops.worker;

import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.store.Db;
import dev.voiceops.store.Outbox;
import dev.voiceops.store.OutboxMessage;
import dev.voiceops.store.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes handoffs from the outbox and has them consumed side by side, at most {@link #SIDE_BY_SIDE} at a time. */
final class HandoffQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandoffQueue.class);
    private static final Reason TAKE = new Reason("take handoffs from the outbox");
    private static final int SIDE_BY_SIDE = 64;
    private static final int BATCH = 16;
    private static final List<String> TOPICS = List.of(RuntimeEvents.HANDOFF_REQUESTED);

    private final Db db;
    private final HandoffConsumer consumer;
    private final Duration lease;
    private final Semaphore hands = new Semaphore(SIDE_BY_SIDE);
    private final ExecutorService consuming = Executors.newVirtualThreadPerTaskExecutor();

    /** {@code lease}: a message that is not settled within it is given to another worker. */
    HandoffQueue(Db db, HandoffConsumer consumer, Duration lease) {
        this.db = db;
        this.consumer = consumer;
        this.lease = lease;
    }

    /** Takes what is due and there are hands for; true if there may be more. */
    boolean take() {
        int free = Math.min(BATCH, hands.availablePermits());
        if (free == 0) return false;
        List<OutboxMessage> messages = db.platform(TAKE, WorkerJobs.ACTOR, tx -> Outbox.claim(tx, TOPICS, free, lease));
        messages.forEach(this::consume);
        return messages.size() == free;
    }

    @Override
    public void close() {
        consuming.shutdown();
        try {
            if (!consuming.awaitTermination(10, TimeUnit.SECONDS)) consuming.shutdownNow();
        } catch (InterruptedException e) {
            consuming.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void consume(OutboxMessage message) {
        hands.acquireUninterruptibly();
        consuming.execute(() -> {
            try {
                consumer.consume(message);
            } catch (RuntimeException e) {
                LOG.error("Handoff {} failed; it comes again", message.id(), e);
            } finally {
                hands.release();
            }
        });
    }
}
