package dev.voiceops.store;

import java.util.UUID;

/** One incident. A UUIDv7: sorts by the time it was made. Immutable. */
public record IncidentId(UUID value) {
    /** A new id of this moment. */
    public static IncidentId create() {
        return new IncidentId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static IncidentId parse(String text) {
        return new IncidentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
