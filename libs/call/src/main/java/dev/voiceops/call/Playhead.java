package dev.voiceops.call;

/**
 * The time, and how much of which turn the caller has heard; read right before each step.
 *
 * @param nowMs milliseconds on the call's monotonic clock, 0 when the connector accepted the call
 * @param turn the turn whose audio was played last, 0 before any
 * @param samplesHeard samples of that turn played so far, at 8 kHz
 */
public record Playhead(long nowMs, int turn, long samplesHeard) {
    /** Samples in a millisecond of telephone audio. */
    public static final int SAMPLES_PER_MS = 8;

    /** Samples of {@code wanted} that were heard; none when another turn was the last one played. */
    long heardOf(int wanted) {
        return turn == wanted ? samplesHeard : 0;
    }
}
