package dev.voiceops.store;

import java.util.UUID;

/** A key that a program shows instead of signing in. A UUIDv7: sorts by the time it was made. Immutable. */
public record KeyId(UUID value) {
    /** A new id of this moment. */
    public static KeyId create() {
        return new KeyId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static KeyId parse(String text) {
        return new KeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
