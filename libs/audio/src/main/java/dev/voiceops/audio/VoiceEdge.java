package dev.voiceops.audio;

/**
 * A change between silence and speech. Positions count the samples the detector was given since it was opened,
 * so they stay true however late the edge is noticed.
 */
public sealed interface VoiceEdge {
    /** Where in the caller's audio it happened, in samples at 8000 Hz. */
    long sample();

    /** How many samples had been looked at when it was noticed: at least {@link #sample}. */
    long noticed();

    /** How sure the detector was that this is speech when it noticed the edge, 0 to 1. */
    float probability();

    /** The first sample of the first window with speech in it. */
    record SpeechStarted(long sample, long noticed, float probability) implements VoiceEdge {}

    /** The sample after the last window with speech in it; noticed a hang-over of 160 ms or more later. */
    record SpeechStopped(long sample, long noticed, float probability) implements VoiceEdge {
        /** The silence in ms that had passed when the stop was noticed. */
        public long silentMillis() {
            return Frames.millisOfSamples(noticed - sample);
        }
    }
}
