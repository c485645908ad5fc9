package dev.voiceops.contracts;

/** Names of the runtime's events: outbox topics and types of call events that roles other than their writer read. */
public final class RuntimeEvents {
    /** Outbox topic and event: a call was accepted and wants an agent. Payload {@link HandoffV1}. */
    public static final String HANDOFF_REQUESTED = "runtime.handoff_requested";

    /** The handoff became a dispatch: fields {@code dispatch_id}, {@code expires_at}, {@code room}; never the token. */
    public static final String HANDOFF_DISPATCHED = "runtime.handoff_dispatched";

    /** The handoff could not become a running session in time: field {@code cause}, and {@code dispatch_id} if there was one. */
    public static final String HANDOFF_FAILED = "runtime.handoff_failed";

    /** The payload broke its contract: field {@code fault} (what and where, no values). */
    public static final String HANDOFF_INVALID_PAYLOAD = "runtime.handoff_invalid_payload";

    /** A connector won the dispatch: fields {@code dispatch_id}, {@code connector_id}, {@code fencing_token}. */
    public static final String DISPATCH_CLAIMED = "runtime.dispatch_claimed";

    /** A claim was refused: fields {@code dispatch_id}, {@code connector_id}, {@code cause}. */
    public static final String DISPATCH_CLAIM_FAILED = "runtime.dispatch_claim_failed";

    /** The connector of a live call stopped renewing its lease: fields {@code dispatch_id}, {@code connector_id}. */
    public static final String CONNECTOR_LOST = "runtime.connector_lost";

    /** The connector holds the call's session and waits for, or has, its media. */
    public static final String AGENT_SESSION_BOOTSTRAP_READY = "runtime.agent_session_bootstrap_ready";

    /**
     * With whose keys the call reaches its vendors: a field for each of {@code deepgram}, {@code openai}, {@code rime} that says
     * {@code tenant} or {@code platform}, and {@code deepgram_integration} and so on where it is the tenant's; never a key.
     */
    public static final String VENDOR_KEYS = "runtime.vendor_keys";

    /**
     * A tenant's key serves no call, and the platform's does instead: fields {@code vendor}, {@code integration_id}, {@code cause}
     * ({@code unreadable}: no key of ours opens it; {@code address}: it is not for the vendor's address).
     */
    public static final String VENDOR_KEY_UNUSABLE = "runtime.vendor_key_unusable";

    /** The runner placed the call: fields {@code dispatch_id}, {@code connector_id}, {@code tries}. */
    public static final String AGENT_SESSION_LAUNCH_SUCCEEDED = "runtime.agent_session_launch_succeeded";

    /** The runner found no connector that took the call: fields {@code dispatch_id}, {@code cause}, {@code tries}. */
    public static final String AGENT_SESSION_LAUNCH_FAILED = "runtime.agent_session_launch_failed";

    /** The recogniser fixed some words. */
    public static final String VOICE_STT_TRANSCRIPT = "runtime.voice_stt_transcript";

    /** The caller interrupted the agent. */
    public static final String VOICE_BARGE_IN_DETECTED = "runtime.voice_barge_in_detected";

    /**
     * The call reached its end, or a better witness corrected the cause: fields {@code end_reason}, {@code outcome}, {@code
     * ended_by}, and {@code handoff_reason} if a person took over.
     */
    public static final String CALL_ENDED = "runtime.call_ended";

    /** Twilio told the state of the phone call: fields {@code status}, {@code sequence_number}. */
    public static final String TWILIO_STATUS = "twilio.call_status";

    /** Twilio told the state of the media stream: field {@code stream_event}. */
    public static final String TWILIO_STREAM_STATUS = "twilio.stream_status";

    /** The automation gateway did not let a tool call through: fields {@code tool}, {@code tool_call_id}, {@code code}. */
    public static final String TOOL_REFUSED = "automation.tool_refused";

    /** The model has answered: fields {@code turn}, {@code step}, {@code finish}, {@code model}, and the tokens if it told them. */
    public static final String LLM_ANSWERED = "runtime.llm_answered";

    /** A request to the model was given up before its end, and its tokens are not known: fields {@code turn}, {@code model}. */
    public static final String LLM_CANCELLED = "runtime.llm_cancelled";

    /**
     * What the call used of vendors that are not asked turn by turn: fields {@code stt_model}, {@code stt_audio_ms}, {@code
     * tts_model}, {@code tts_characters}. Once, at the end.
     */
    public static final String USAGE = "runtime.usage";

    private RuntimeEvents() {}
}
