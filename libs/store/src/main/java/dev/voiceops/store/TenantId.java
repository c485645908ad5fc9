package dev.voiceops.store;

import java.util.UUID;

/** One client company, to which a row belongs. A UUIDv7: sorts by the time it was made. Immutable. */
public record TenantId(UUID value) {
    /** A new id of this moment. */
    public static TenantId create() {
        return new TenantId(Uuid7.next());
    }

    /**
     * Reads the usual 36 characters.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static TenantId parse(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
