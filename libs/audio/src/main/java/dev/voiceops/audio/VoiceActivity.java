package dev.voiceops.audio;

/**
 * Tells when one caller speaks. Opened by {@link VoiceActivities#open}; edges go to the listener given there.
 * {@link #hear} is for one thread at a time and returns at once; the rest is for any thread.
 */
public interface VoiceActivity extends AutoCloseable {
    /** Takes the next mu-law bytes of the caller: every frame, any length, in order, also while the agent talks. */
    void hear(byte[] mulaw, int offset, int length);

    /** How likely the latest window was speech, 0 to 1. */
    float probability();

    /** Windows that were never looked at because the detector fell behind, or failed on them. */
    long missedWindows();

    /** Ends detection. An edge that is on its way may still arrive. */
    @Override
    void close();
}
