package dev.voiceops.vendors;

/** The ear of a call: phone audio in, words and turn ends out. Any thread may open streams. */
public interface SpeechToText {

    /**
     * Starts a stream and returns at once, while the connection is still being made; audio handed in meanwhile is kept
     * (up to a bound) and sent first. How it went comes through the listener.
     */
    SttStream open(SttOptions options, SttListener listener);
}
