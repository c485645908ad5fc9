package dev.voiceops.simulators.speech;

/** The voices an agent can have without a vendor. */
public enum AgentVoice {
    /**
     * MaryTTS cmu-slt: easily understood, a woman's voice, unlike the caller's. Takes 1.3 to 5 s to start, about 30 MB of
     * heap, and 0.1 to 0.2 s of processor time for each second of speech.
     */
    NATURAL,
    /** FreeTTS kevin, higher than the caller: a robot that starts in 0.2 s and costs next to nothing. */
    LIGHT;

    private static final int LIGHT_PITCH_HZ = 155;
    private static final int LIGHT_WORDS_PER_MINUTE = 165;

    /**
     * Loads the engine; blocks until it can speak.
     *
     * @throws SpeechException {@code NOT_LOADED} when the engine does not start
     */
    public Voice load() {
        return new ClauseVoice(
                switch (this) {
                    case NATURAL -> new MaryEngine();
                    case LIGHT -> new KevinEngine(LIGHT_PITCH_HZ, LIGHT_WORDS_PER_MINUTE);
                });
    }
}
