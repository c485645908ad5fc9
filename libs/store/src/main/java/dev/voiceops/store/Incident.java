package dev.voiceops.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that did not hold.
 *
 * @param call null: it is about no single call
 * @param place what of the call it is about, such as a turn or the id of a tool call; empty if it is the call itself
 * @param second of the call; null if it has none
 * @param details JSON object, never with anything that was said
 * @param closedAt when it was found to hold again; null: it is open
 */
public record Incident(
        IncidentId id,
        @Nullable CallId call,
        String invariant,
        String place,
        @Nullable Integer second,
        String details,
        Instant openedAt,
        Instant seenAt,
        @Nullable Instant closedAt) {}
