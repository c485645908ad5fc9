package dev.voiceops.control.automation;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What every request to one integration passes: a breaker that is open while the system is away, and so many places under way at a
 * time, given out in order. n8n queues silently beyond its own limit, so waiting here is the only waiting that can be seen. Safe for
 * all threads.
 */
final class Gate {
    private final CircuitBreaker breaker;
    private final Resizable places = new Resizable();
    private int limit;

    Gate(String name, CircuitBreakerConfig config) {
        breaker = CircuitBreaker.of(name, config);
    }

    /** How it stands. {@code circuit}: closed, open or half_open. */
    record State(String circuit, int underWay, int waiting, int limit, float failureRate) {}

    /** Whether one may pass. */
    enum Entry {
        /** It may; {@link #leave} when it is back. */
        IN,
        /** The system is away: do not even ask. */
        CIRCUIT_OPEN,
        /** No place became free in time. */
        BUSY
    }

    /** Follows the setting, also while requests are under way. */
    synchronized Gate limitedTo(int wanted) {
        if (wanted > limit) places.release(wanted - limit);
        if (wanted < limit) places.reducePermits(limit - wanted);
        limit = wanted;
        return this;
    }

    /** Waits at most this long for a place. Blocks. */
    Entry enter(Duration patience) {
        if (!breaker.tryAcquirePermission()) return Entry.CIRCUIT_OPEN;
        try {
            if (places.tryAcquire(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS)) return Entry.IN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        breaker.releasePermission();
        return Entry.BUSY;
    }

    /** @param away whether the system was not there or too slow; what a workflow answers is not its fault */
    void leave(boolean away, Duration took) {
        places.release();
        if (away) breaker.onError(took.toMillis(), TimeUnit.MILLISECONDS, new IllegalStateException("away"));
        else breaker.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized State state() {
        return new State(
                breaker.getState().name().toLowerCase(Locale.ROOT),
                Math.max(0, limit - places.availablePermits()),
                places.getQueueLength(),
                limit,
                Math.max(0, breaker.getMetrics().getFailureRate()));
    }

    /** A semaphore that lets its number of places shrink. */
    private static final class Resizable extends Semaphore {
        private static final long serialVersionUID = 1L;

        Resizable() {
            super(0, true);
        }

        @Override
        public void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }
}
