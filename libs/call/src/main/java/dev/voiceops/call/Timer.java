package dev.voiceops.call;

/** The timers of a call. Each limits what some party may take; see {@link Limit} for their lengths. */
public enum Timer {
    /** The caller's turn counts as complete. */
    ENDPOINT,
    /** The verdict on a sound the caller made while the agent had the floor. */
    BARGE_IN,
    /** The model has written nothing yet. */
    FIRST_TOKEN,
    /** The model stopped writing in the middle. */
    TOKEN_GAP,
    /** Words were given to the voice and no audio came. */
    FIRST_AUDIO,
    /** The audio should have been played out by now. */
    PLAYOUT,
    /** A tool takes so long that the caller deserves a word. */
    TOOL_SOFT,
    /** A tool takes too long. */
    TOOL_HARD,
    /** The caller says nothing. */
    SILENCE,
    /** The call nears its maximum length. */
    MAX_CALL_NOTICE,
    /** The call has reached its maximum length. */
    MAX_CALL,
    /** The recogniser has been gone too long. */
    EAR,
    /** The transfer takes too long. */
    TRANSFER
}
