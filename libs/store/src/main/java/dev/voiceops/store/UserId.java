package dev.voiceops.store;

import java.util.UUID;

/** A person who signs in. A UUIDv7: sorts by the time it was made. Immutable. */
public record UserId(UUID value) {
    /** A new id of this moment. */
    public static UserId create() {
        return new UserId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static UserId parse(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
