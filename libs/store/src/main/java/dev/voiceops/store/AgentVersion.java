package dev.voiceops.store;

import java.time.Instant;

/**
 * An immutable version of an agent.
 *
 * @param number 1, 2, 3, … for people
 * @param snapshot the whole behaviour as JSON text; {@code id} is the hash of its canonical form
 */
public record AgentVersion(
        AgentId agent,
        VersionId id,
        int number,
        String snapshot,
        boolean archived,
        String createdBy,
        Instant createdAt) {}
