package dev.voiceops.call;

import java.util.Locale;

/** Why a call ended: a closed list, stored and shown by {@link #code()}. */
public enum EndReason {
    /** The caller hung up. */
    CALLER_HANGUP,
    /** The agent said goodbye and hung up. */
    AGENT_GOODBYE,
    /** The caller said nothing, in spite of prompts. */
    SILENCE,
    /** The call reached its maximum length. */
    MAX_DURATION,
    /** The caller was handed over to another number. */
    TRANSFERRED,
    /** A person of the operating team ended it. */
    OPERATOR_END,
    /** A machine took the call. */
    VOICEMAIL,
    /** The media connection broke while the call was up. */
    MEDIA_LOST,
    /** The process that held the call is gone. */
    CONNECTOR_LOST,
    /** Nobody claimed the call in time. */
    DISPATCH_EXPIRED,
    /** The request to handle the call was not understood. */
    HANDOFF_INVALID,
    /** No connector had room. */
    NO_CAPACITY,
    /** A vendor failed and nothing could take its place. */
    VENDOR_FAILURE,
    /** The process was drained and its patience ran out. */
    DRAINED,
    /** A fault of ours. */
    INTERNAL_ERROR;

    /** The name in records and APIs, such as {@code caller_hangup}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
