package dev.voiceops.store;

import java.util.UUID;

/** A tenant's connection to a system of its own. A UUIDv7: sorts by the time it was made. Immutable. */
public record IntegrationId(UUID value) {
    /** A new id of this moment. */
    public static IntegrationId create() {
        return new IntegrationId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static IntegrationId parse(String text) {
        return new IntegrationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
