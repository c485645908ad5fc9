package dev.voiceops.store;

import java.util.UUID;

/** A tool of a tenant. A UUIDv7: sorts by the time it was made. Immutable. */
public record ToolId(UUID value) {
    /** A new id of this moment. */
    public static ToolId create() {
        return new ToolId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static ToolId parse(String text) {
        return new ToolId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
