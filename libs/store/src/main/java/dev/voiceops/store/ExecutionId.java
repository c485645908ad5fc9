package dev.voiceops.store;

import java.util.UUID;

/** One governed request to a tenant's automation. A UUIDv7: sorts by the time it was made. Immutable. */
public record ExecutionId(UUID value) {
    /** A new id of this moment. */
    public static ExecutionId create() {
        return new ExecutionId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static ExecutionId parse(String text) {
        return new ExecutionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
