package dev.voiceops.audio;

/**
 * The arithmetic of the phone path: mu-law at 8000 Hz, one byte a sample, 20 ms and 160 bytes a frame.
 * A count of mu-law bytes is a count of samples, and the other way round.
 */
public final class Frames {
    /** Samples a second. */
    public static final int SAMPLE_RATE = 8_000;

    /** Samples (mu-law bytes) a millisecond. */
    public static final int SAMPLES_PER_MS = 8;

    /** Length of a frame in ms. */
    public static final int FRAME_MS = 20;

    /** Length of a frame in mu-law bytes, which is in samples. */
    public static final int FRAME_BYTES = FRAME_MS * SAMPLES_PER_MS;

    /** Length of a sample in ns. */
    public static final long SAMPLE_NANOS = 125_000;

    /** Length of a frame in ns. */
    public static final long FRAME_NANOS = FRAME_BYTES * SAMPLE_NANOS;

    private Frames() {}

    /** Samples in so many ms. */
    public static long samplesOfMillis(long millis) {
        return millis * SAMPLES_PER_MS;
    }

    /** Whole ms in so many samples, rounded down. */
    public static long millisOfSamples(long samples) {
        return Math.floorDiv(samples, SAMPLES_PER_MS);
    }

    /** Whole samples in so many ns, rounded down. */
    public static long samplesOfNanos(long nanos) {
        return Math.floorDiv(nanos, SAMPLE_NANOS);
    }
}
