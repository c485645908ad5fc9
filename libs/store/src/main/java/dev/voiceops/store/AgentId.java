package dev.voiceops.store;

import java.util.UUID;

/** An agent of a tenant. A UUIDv7: sorts by the time it was made. Immutable. */
public record AgentId(UUID value) {
    /** A new id of this moment. */
    public static AgentId create() {
        return new AgentId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static AgentId parse(String text) {
        return new AgentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
