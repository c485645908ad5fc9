package dev.voiceops.simulators.speech;

/** The voice of a simulated caller. */
public final class CallerVoice {
    private static final int PITCH_HZ = 100;
    private static final int WORDS_PER_MINUTE = 150;

    private CallerVoice() {}

    /** Loads FreeTTS with kevin, in about 0.2 s; some 3 ms of processor time for each second of speech. */
    public static Voice load() {
        return new ClauseVoice(new KevinEngine(PITCH_HZ, WORDS_PER_MINUTE));
    }
}
