package dev.voiceops.vendors;

/**
 * One stream of a caller's audio. Any thread may call; no method blocks, throws on a dead socket, or waits for the
 * vendor.
 */
public interface SttStream extends AutoCloseable {

    /**
     * Takes a piece of audio, normally the 20 ms frame just received. Silence must be handed in as well, also while the
     * agent speaks: the vendors judge the end of a turn by it.
     *
     * @param mulaw G.711 mu-law, 8 kHz, mono, one byte a sample, any length; the array is the stream's from here on and
     *     must not be changed. An empty one is ignored.
     */
    void hear(byte[] mulaw);

    /** Asks for the words heard so far to be settled now; they arrive as usual, as last transcripts and a turn end. */
    void flush();

    /**
     * Ends the stream: words still owed by the vendor are delivered, then the socket closes and the listener falls
     * silent. Repeating it is harmless.
     */
    @Override
    void close();
}
