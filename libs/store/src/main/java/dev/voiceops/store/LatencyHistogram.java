package dev.voiceops.store;

import java.util.List;

/**
 * How long things took, in logarithmic buckets of 5 %: sums of histograms are histograms, and a percentile read from one is at
 * most 2.5 % off what the single times would have given. Bucket {@code b}, from 1, holds times below 1.05^b ms. Immutable.
 */
public final class LatencyHistogram {
    /** How much wider each bucket is than the one before. */
    public static final double GROWTH = 1.05;

    private final long[] counts;
    private final long total;

    private LatencyHistogram(long[] counts) {
        this.counts = counts;
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        total = sum;
    }

    /** The sum of histograms, each as its counts, the first bucket first. */
    public static LatencyHistogram sum(List<List<Integer>> histograms) {
        long[] sum = new long[histograms.stream().mapToInt(List::size).max().orElse(0)];
        histograms.forEach(counts -> {
            for (int i = 0; i < counts.size(); i++) {
                sum[i] += counts.get(i);
            }
        });
        return new LatencyHistogram(sum);
    }

    /** How many times are in it. */
    public long total() {
        return total;
    }

    /** The time that this share of all do not exceed, in ms; -1 if there are none. */
    public long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.round(Math.pow(GROWTH, i) * Math.sqrt(GROWTH));
            }
        }
        return -1;
    }
}
