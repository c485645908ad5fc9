package dev.voiceops.store;

import java.util.UUID;

/** One legal hold. A UUIDv7: sorts by the time it was made. Immutable. */
public record HoldId(UUID value) {
    /** A new id of this moment. */
    public static HoldId create() {
        return new HoldId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static HoldId parse(String text) {
        return new HoldId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
