package dev.voiceops.call;

/** The numbers of a {@link Policy}: milliseconds unless the name says otherwise, each with its default. */
public enum Limit {
    /** Voice of the caller that lasts this long interrupts the agent, even before any word is recognised. */
    BARGE_IN_MS(500),
    /** This many recognised words interrupt the agent at once. */
    BARGE_IN_WORDS(2),
    /** After a short sound of the caller, how long words are waited for before the agent goes on. */
    BARGE_IN_VERDICT_MS(400),
    /** After an interruption by voice that brought no words, how long until the agent takes up its thread again. */
    RESUME_MS(1_500),
    /** Silence after ordinary words that ends the caller's turn. */
    ENDPOINT_MS(600),
    /** Silence after a complete short answer ("yes", "tomorrow at five") that ends the caller's turn. */
    ENDPOINT_SHORT_MS(350),
    /** Silence after words that trail off ("and", "my number is") that ends the caller's turn. */
    ENDPOINT_LONG_MS(1_600),
    /** No new words for this long end the caller's turn although the line is not silent. */
    ENDPOINT_NOISY_MS(2_000),
    /** How long the final form of guessed words is waited for once the caller's turn has ended. */
    FINAL_WORDS_MS(700),
    /** Pause between keys of the telephone that ends the number. */
    DIGITS_MS(2_000),
    /** From asking the model to its first word. */
    FIRST_TOKEN_MS(4_000),
    /** Between two pieces of the model's text. */
    TOKEN_GAP_MS(3_000),
    /** From giving words to the voice to its first audio. */
    FIRST_AUDIO_MS(2_500),
    /** How much later than expected the last audio may be played: also the cap on waiting to hang up. */
    PLAYOUT_SLACK_MS(1_500),
    /** Maximum length of the call. */
    MAX_CALL_MS(15 * 60_000),
    /** How long before the maximum the caller is told. */
    MAX_CALL_NOTICE_MS(60_000),
    /** How long the call goes on without a recogniser. */
    EAR_LOST_MS(10_000),
    /** How long the network may take to put a transfer through. */
    TRANSFER_MS(15_000),
    /** How often a model may be asked in one turn; the last time it must answer in words. */
    MAX_STEPS(5),
    /** Turns in a row lost to a failing model, or to a failing voice, before the call is given up. */
    FAILED_TURNS(2);

    private final long standard;

    Limit(long standard) {
        this.standard = standard;
    }

    /** The default. */
    public long standard() {
        return standard;
    }
}
