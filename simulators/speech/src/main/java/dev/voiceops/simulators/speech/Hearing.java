package dev.voiceops.simulators.speech;

import dev.voiceops.audio.Mulaw;

/**
 * One stream of audio being heard: 8000 Hz mono, in pieces of any length, usually 20 ms.
 * No method waits for the engine. One thread at a time.
 */
public interface Hearing extends AutoCloseable {
    /** Hears 16-bit PCM; the array is not kept. */
    void hear(short[] pcm);

    /** Hears mu-law bytes; the array is not kept. */
    default void hearMulaw(byte[] frame) {
        hear(Mulaw.decode(frame));
    }

    /** Ends the utterance now, as silence would a little later; nothing happens when nobody is speaking. */
    void endUtterance();

    /** Drops what is being heard; the listener gets nothing more. */
    @Override
    void close();
}
