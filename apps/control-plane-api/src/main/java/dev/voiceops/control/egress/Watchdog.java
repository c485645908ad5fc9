package dev.voiceops.control.egress;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.Cancellable;

/** Ends exchanges at their deadline, however slowly their bytes drip. Safe for all threads. */
final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("egress-deadlines").factory());

    Watchdog() {
        timer.setRemoveOnCancelPolicy(true);
    }

    Watch over(Cancellable exchange, Duration deadline) {
        AtomicBoolean bitten = new AtomicBoolean();
        ScheduledFuture<?> bite = timer.schedule(
                () -> {
                    bitten.set(true);
                    exchange.cancel();
                },
                Math.max(1, deadline.toMillis()),
                TimeUnit.MILLISECONDS);
        return new Watch(bite, bitten);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Over one exchange; close it when the exchange is over. */
    record Watch(ScheduledFuture<?> bite, AtomicBoolean bitten) implements AutoCloseable {
        boolean timedOut() {
            return bitten.get();
        }

        @Override
        public void close() {
            bite.cancel(false);
        }
    }
}
