package dev.voiceops.store;

import java.time.Instant;

/**
 * A message taken from the outbox.
 *
 * @param payload JSON text
 * @param attempt 1 for the first delivery; also says which claim this is, so that a claim that took too long cannot
 *     settle a message that another worker has taken since
 */
public record OutboxMessage(
        TenantId tenant, MessageId id, String topic, String payload, int attempt, Instant createdAt) {
    /** Names the message; its payload stays out of logs. */
    @Override
    public String toString() {
        return "OutboxMessage[" + topic + " " + id + " attempt " + attempt + "]";
    }
}
