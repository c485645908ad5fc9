package dev.voiceops.vendors;

/** The voice of a call. Any thread may open streams. */
public interface TextToSpeech {

    /**
     * Opens a voice for one call and returns at once, while the connection is being made: it stays warm until closed.
     *
     * @throws IllegalArgumentException when the options name a model this client does not know
     */
    TtsStream open(TtsOptions options, TtsListener listener);
}
