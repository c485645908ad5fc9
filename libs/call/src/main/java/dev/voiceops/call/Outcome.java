package dev.voiceops.call;

import java.util.Locale;

/** What became of the caller's wish, as far as the course of the call tells. */
public enum Outcome {
    /** Answered, and the caller had nothing more to ask. */
    RESOLVED,
    /** Handed over to a person. */
    HANDED_OFF,
    /** The caller gave up waiting, or never spoke. */
    ABANDONED,
    /** We failed. */
    FAILED,
    /** The course of the call does not tell. */
    UNKNOWN;

    /** The name in records and APIs, such as {@code handed_off}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
