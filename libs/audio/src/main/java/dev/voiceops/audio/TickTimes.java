package dev.voiceops.audio;

import java.util.concurrent.atomic.AtomicLongArray;

/** How late ticks come and how long they take. One thread writes, any thread reads. */
public final class TickTimes {
    /**
     * The figures so far, times in microseconds.
     *
     * @param ticks ticks given
     * @param over20Ms ticks that came more than 20 ms late
     * @param p50Micros half of the ticks were no later than this, to 100 us
     * @param p99Micros 99 % were no later than this, to 100 us; from 20 ms on it is the latest one
     * @param maxMicros the latest one
     * @param longestTickMicros the longest time one tick kept the thread
     */
    public record Summary(
            long ticks, long over20Ms, long p50Micros, long p99Micros, long maxMicros, long longestTickMicros) {}

    private static final int BUCKETS = 200;
    private static final long BUCKET_MICROS = 100;

    /** One for each 100 us, and one for all beyond 20 ms. */
    private final AtomicLongArray late = new AtomicLongArray(BUCKETS + 1);

    private volatile long maxNanos;
    private volatile long longestNanos;

    void late(long nanos) {
        int bucket = Math.clamp(nanos / 1_000 / BUCKET_MICROS, 0, BUCKETS);
        late.setRelease(bucket, late.getPlain(bucket) + 1);
        if (nanos > maxNanos) maxNanos = nanos;
    }

    void took(long nanos) {
        if (nanos > longestNanos) longestNanos = nanos;
    }

    Summary summary() {
        long ticks = 0;
        for (int i = 0; i <= BUCKETS; i++) ticks += late.getAcquire(i);
        long max = maxNanos / 1_000;
        return new Summary(
                ticks,
                late.getAcquire(BUCKETS),
                quantile(ticks, 50, max),
                quantile(ticks, 99, max),
                max,
                longestNanos / 1_000);
    }

    private long quantile(long ticks, int percent, long max) {
        long wanted = Math.ceilDiv(ticks * percent, 100);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += late.getAcquire(i);
            if (seen >= wanted) return Math.min(max, (i + 1) * BUCKET_MICROS);
        }
        return max;
    }
}
