package dev.voiceops.store;

import java.util.UUID;

/** A phone number that a tenant routes. A UUIDv7: sorts by the time it was made. Immutable. */
public record NumberId(UUID value) {
    /** A new id of this moment. */
    public static NumberId create() {
        return new NumberId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static NumberId parse(String text) {
        return new NumberId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
