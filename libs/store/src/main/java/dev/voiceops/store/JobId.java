package dev.voiceops.store;

import java.util.UUID;

/** One run of retention, or one erasure. A UUIDv7: sorts by the time it was made. Immutable. */
public record JobId(UUID value) {
    /** A new id of this moment. */
    public static JobId create() {
        return new JobId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static JobId parse(String text) {
        return new JobId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
