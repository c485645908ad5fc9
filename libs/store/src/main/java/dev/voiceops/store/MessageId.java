package dev.voiceops.store;

import java.util.UUID;

/** One row of the outbox. A UUIDv7: sorts by the time it was made. Immutable. */
public record MessageId(UUID value) {
    /** A new id of this moment. */
    public static MessageId create() {
        return new MessageId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static MessageId parse(String text) {
        return new MessageId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
