package dev.voiceops.control.numbers;

import dev.voiceops.store.PhoneNumber;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A number as the API shows it.
 *
 * @param agentId who answers; null: only the fallback
 * @param fallbackNumber where callers go when no agent can answer
 * @param fallbackMessage what they hear when there is no such number
 * @param twilioSid its name at Twilio; null: it was typed in
 */
record NumberView(
        UUID id,
        String e164,
        @Nullable UUID agentId,
        @Nullable String fallbackNumber,
        @Nullable String fallbackMessage,
        @Nullable String twilioSid) {
    static NumberView of(PhoneNumber number) {
        return new NumberView(
                number.id().value(),
                number.e164(),
                number.agent() == null ? null : number.agent().value(),
                number.fallbackNumber(),
                number.fallbackMessage(),
                number.twilioSid());
    }
}
