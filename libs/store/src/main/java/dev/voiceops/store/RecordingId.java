package dev.voiceops.store;

import java.util.UUID;

/** One recording of a call. A UUIDv7: sorts by the time it was made. Immutable. */
public record RecordingId(UUID value) {
    /** A new id of this moment. */
    public static RecordingId create() {
        return new RecordingId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static RecordingId parse(String text) {
        return new RecordingId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
