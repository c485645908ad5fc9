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

    /**
     * What a call comes to.
     *
     * @param answered the caller heard an answer to something he said
     * @param settled the agent owed him nothing when it ended
     */
    static Outcome of(EndReason reason, boolean answered, boolean settled) {
        return switch (reason) {
            case AGENT_GOODBYE -> RESOLVED;
            case TRANSFERRED -> HANDED_OFF;
            case CALLER_HANGUP -> answered && settled ? RESOLVED : ABANDONED;
            case SILENCE -> ABANDONED;
            case MAX_DURATION, OPERATOR_END, VOICEMAIL, DRAINED -> UNKNOWN;
            case MEDIA_LOST,
                    CONNECTOR_LOST,
                    DISPATCH_EXPIRED,
                    HANDOFF_INVALID,
                    NO_CAPACITY,
                    VENDOR_FAILURE,
                    INTERNAL_ERROR -> FAILED;
        };
    }
}
