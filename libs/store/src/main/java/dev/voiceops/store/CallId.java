package dev.voiceops.store;

import java.util.UUID;

/** One call; its time also names the weekly partition that holds the call's record. A UUIDv7: sorts by the time it was made. Immutable. */
public record CallId(UUID value) {
    /** A new id of this moment. */
    public static CallId create() {
        return new CallId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static CallId parse(String text) {
        return new CallId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
