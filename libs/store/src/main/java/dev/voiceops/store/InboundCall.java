package dev.voiceops.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that begins.
 *
 * @param twilioCallSid names the call at Twilio, and makes its insertion idempotent; null: it did not come by Twilio
 * @param from the caller as the carrier told: E.164, {@code anonymous}, {@code client:…}
 * @param version what the call is pinned to for life
 * @param traceId 32 lower-case hex digits
 * @param simulated placed by our own simulator
 */
public record InboundCall(
        CallId id,
        @Nullable String twilioCallSid,
        @Nullable String from,
        @Nullable String to,
        AgentId agent,
        VersionId version,
        String traceId,
        boolean simulated,
        Instant createdAt) {
    /** Names the call; phone numbers stay out of logs. */
    @Override
    public String toString() {
        return "InboundCall[" + id + "]";
    }
}
