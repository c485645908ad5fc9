package dev.voiceops.store;

import java.util.UUID;

/** One price. A UUIDv7: sorts by the time it was made. Immutable. */
public record PriceId(UUID value) {
    /** A new id of this moment. */
    public static PriceId create() {
        return new PriceId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static PriceId parse(String text) {
        return new PriceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
