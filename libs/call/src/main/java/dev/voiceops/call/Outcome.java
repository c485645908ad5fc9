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
     * @param owes who owed sound when the call ended
     */
    static Outcome of(EndReason reason, boolean answered, Party owes) {
        return switch (reason) {
            case AGENT_GOODBYE -> RESOLVED;
            case TRANSFERRED -> HANDED_OFF;
            case CALLER_HANGUP -> answered ? ofHangUp(owes) : ABANDONED;
            case SILENCE -> ABANDONED;
            case MAX_DURATION, OPERATOR_END, VOICEMAIL, DRAINED -> UNKNOWN;
            case MEDIA_LOST, CONNECTOR_LOST, DISPATCH_EXPIRED, HANDOFF_INVALID -> FAILED;
            case NO_CAPACITY, VENDOR_FAILURE, INTERNAL_ERROR -> FAILED;
        };
    }

    /** Who hangs up in the middle of an answer may have heard enough or too much. */
    private static Outcome ofHangUp(Party owes) {
        return switch (owes) {
            case CALLER, NOBODY -> RESOLVED;
            case VOICE -> UNKNOWN;
            case MODEL, TOOL, LINE -> ABANDONED;
        };
    }
}
