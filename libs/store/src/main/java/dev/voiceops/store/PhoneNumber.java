package dev.voiceops.store;

import org.jspecify.annotations.Nullable;

/**
 * A number that a tenant routes.
 *
 * @param e164 plus sign and 7 to 15 digits
 * @param agent who answers; null: only the fallback
 * @param fallbackNumber where callers go when no agent can answer
 * @param fallbackMessage what they hear when there is no such number
 * @param twilioSid its name at Twilio, when it was imported from there; null: it was typed in
 */
public record PhoneNumber(
        NumberId id,
        String e164,
        @Nullable AgentId agent,
        @Nullable String fallbackNumber,
        @Nullable String fallbackMessage,
        @Nullable String twilioSid) {
    /** A number that was typed in. */
    public PhoneNumber(
            NumberId id,
            String e164,
            @Nullable AgentId agent,
            @Nullable String fallbackNumber,
            @Nullable String fallbackMessage) {
        this(id, e164, agent, fallbackNumber, fallbackMessage, null);
    }
}
