package dev.voiceops.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests one principal may send: {@code quota} in a {@code window}, all at once or spread. The generic cell rate
 * algorithm (ITU-T I.371): one number per principal, the time at which its bucket is full again; whoever's bucket is full is
 * forgotten. Counts within this process. Safe for all threads.
 */
final class RateLimits {
    private static final int SWEEP = 1_024;

    private final long window;
    private final long quota;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, Long> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();

    /** {@code nanos}: a clock that only goes forward, ns. */
    RateLimits(int quota, Duration window, LongSupplier nanos) {
        this.quota = quota;
        this.window = window.toNanos();
        this.nanos = nanos;
    }

    /**
     * What a request costs.
     *
     * @param remaining requests that may follow at once
     * @param resetSeconds until the whole quota is there again
     * @param retrySeconds until one more may be sent; 0 when this one may
     */
    record Verdict(boolean allowed, long remaining, long resetSeconds, long retrySeconds) {}

    /** Takes one request of the quota, if there is one left. */
    Verdict take(String principal) {
        long now = nanos.getAsLong();
        if (asked.incrementAndGet() % SWEEP == 0) fullAt.values().removeIf(full -> full - now <= 0);
        long cost = window / quota;
        boolean[] allowed = new boolean[1];
        long full = fullAt.compute(principal, (who, known) -> {
            long from = known == null || known - now < 0 ? now : known;
            allowed[0] = from + cost - now <= window;
            return allowed[0] ? from + cost : from;
        });
        long owed = full - now;
        long remaining = Math.max(0, (window - owed) / cost);
        long retry = allowed[0] ? 0 : seconds(owed + cost - window);
        return new Verdict(allowed[0], remaining, seconds(owed), retry);
    }

    /** Quota and window in the words of {@code RateLimit-Policy}. */
    String policy() {
        return "\"principal\";q=" + quota + ";w=" + Duration.ofNanos(window).toSeconds();
    }

    int principals() {
        return fullAt.size();
    }

    private static long seconds(long nanos) {
        return Math.max(0, Math.ceilDiv(nanos, 1_000_000_000L));
    }
}
