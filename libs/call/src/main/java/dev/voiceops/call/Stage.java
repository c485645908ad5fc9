package dev.voiceops.call;

/** What a turn is spending its time on. At any instant a turn is in at most one stage. */
public enum Stage {
    /** Waiting to be sure that the caller has finished. */
    ENDPOINTING,
    /** The model has been asked and has written nothing yet. */
    MODEL,
    /** The model writes, and not yet enough to be spoken. */
    WRITING,
    /** A tool runs. */
    TOOL,
    /** Words are ready and wait, because the caller makes a sound. */
    HOLDING,
    /** The voice has words and no audio yet. */
    VOICE,
    /** Audio is being played. */
    PLAYOUT
}
