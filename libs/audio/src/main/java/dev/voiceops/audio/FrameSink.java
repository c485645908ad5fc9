package dev.voiceops.audio;

/**
 * Where a call's outgoing audio goes: Twilio's media socket, a LiveKit track. Calls come one at a time and in order,
 * from any thread, the metronome's among them: they must not block.
 */
public interface FrameSink {
    /** Plays 160 bytes of mu-law after what was given before. The array is used again: take what is needed at once. */
    void media(byte[] frame);

    /** To be answered by {@link PacedMouth#onMark} when all audio before it has been played. */
    void mark(String name);

    /** Forgets all audio that has not been played yet. */
    void clear();
}
