package dev.voiceops.store;

import java.util.UUID;

/** The one-time right to run a call. A UUIDv7: sorts by the time it was made. Immutable. */
public record DispatchId(UUID value) {
    /** A new id of this moment. */
    public static DispatchId create() {
        return new DispatchId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static DispatchId parse(String text) {
        return new DispatchId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
