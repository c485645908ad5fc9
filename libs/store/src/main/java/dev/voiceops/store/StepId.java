package dev.voiceops.store;

import java.util.UUID;

/** One copy outside the database that is to be deleted. A UUIDv7: sorts by the time it was made. Immutable. */
public record StepId(UUID value) {
    /** A new id of this moment. */
    public static StepId create() {
        return new StepId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static StepId parse(String text) {
        return new StepId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
