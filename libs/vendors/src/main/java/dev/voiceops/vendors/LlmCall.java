package dev.voiceops.vendors;

/** One answer being written. */
public interface LlmCall {

    /**
     * Stops it at once: the connection is dropped, so that the vendor stops generating, and the listener hears
     * nothing more from here on. Any thread; harmless when it is over.
     */
    void cancel();
}
