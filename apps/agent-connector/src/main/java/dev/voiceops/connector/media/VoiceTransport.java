package dev.voiceops.connector.media;

/**
 * The way of one call's sound to the caller: a Twilio media stream today, a LiveKit participant as a second kind.
 *
 * <p>Threads: every method may be called from any thread and never blocks, so the shared metronome can call it.
 */
public interface VoiceTransport {
    /** Names this stream in the record, e.g. Twilio's stream SID. */
    String id();

    /**
     * Queues audio for the caller at once.
     *
     * @param mulaw mu-law bytes at 8 kHz, one byte a sample, usually 160 (20 ms); not kept
     * @return false when it was not sent, because the peer does not read fast enough or is gone
     */
    boolean send(byte[] mulaw);

    /** Asks the peer to tell, by {@link VoiceListener#marked}, when all audio sent so far has been played. */
    void mark(String name);

    /** Throws away what the peer has queued and not played yet. Marks still pending come back as if played. */
    void clear();

    /** Ends the stream. The phone call itself goes on with whatever its script says next. */
    void close();
}
