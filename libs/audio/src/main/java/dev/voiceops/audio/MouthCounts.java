package dev.voiceops.audio;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a mouth has counted since it was made.
 *
 * @param frames frames sent
 * @param underruns holes within a turn because the voice did not keep up
 * @param underrunMillis how long these were in all
 * @param trimmedMillis leading silence left out
 * @param staleBytes bytes that came for a turn that was over
 * @param lostMarks turns whose last mark did not come back in time
 * @param skippedTicks ticks that found the mouth busy
 */
public record MouthCounts(
        long frames,
        long underruns,
        long underrunMillis,
        long trimmedMillis,
        long staleBytes,
        long lostMarks,
        long skippedTicks) {

    /** The counting itself: skipped ticks on any thread, the rest under the mouth's lock. */
    static final class Tally {
        long frames;
        long underruns;
        long underrunNanos;
        long trimmedSamples;
        long staleBytes;
        long lostMarks;
        final LongAdder skippedTicks = new LongAdder();

        MouthCounts counts() {
            return new MouthCounts(
                    frames,
                    underruns,
                    underrunNanos / 1_000_000,
                    Frames.millisOfSamples(trimmedSamples),
                    staleBytes,
                    lostMarks,
                    skippedTicks.sum());
        }
    }
}
