package dev.voiceops.connector.media;

/**
 * What a live call hears from its transport.
 *
 * <p>Threads: called from the transport's own thread only, one call at a time, in order; must return at once.
 */
public interface VoiceListener {
    /**
     * One frame of the caller's voice.
     *
     * @param mulaw 160 bytes of mu-law at 8 kHz (20 ms); fresh, may be kept, must not be changed
     * @param streamMs where the frame begins, in ms from the start of the stream, by the peer's clock
     */
    void heard(byte[] mulaw, long streamMs);

    /** A key of the telephone: 0-9, *, #, A-D. */
    void digit(char key);

    /** All audio sent before this mark has been played, or was thrown away by a {@code clear}. */
    void marked(String name);

    /** The stream is over; the last call of this listener, made exactly once. */
    void gone(StreamEnd end);
}
