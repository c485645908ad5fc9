package dev.voiceops.audio;

/**
 * A change between silence and speech. Positions count the samples the detector was given since it was opened,
 * so they stay true however late the edge is noticed.
 */
public sealed interface VoiceEdge {
    /** Where in the caller's audio it happened, in samples at 8000 Hz. */
    long sample();

    /** How sure the detector was that this is speech when it noticed the edge, 0 to 1. */
    float probability();

    /** The first sample of the first window with speech in it. */
    record SpeechStarted(long sample, float probability) implements VoiceEdge {}

    /** The sample after the last window with speech in it. It is noticed a hang-over of 160 ms later. */
    record SpeechStopped(long sample, float probability) implements VoiceEdge {}
}
