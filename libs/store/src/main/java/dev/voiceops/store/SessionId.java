package dev.voiceops.store;

import java.util.UUID;

/** One time that a person signed in. A UUIDv7: sorts by the time it was made. Immutable. */
public record SessionId(UUID value) {
    /** A new id of this moment. */
    public static SessionId create() {
        return new SessionId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static SessionId parse(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
