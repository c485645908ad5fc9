package dev.voiceops.store;

import java.util.Base64;
import java.util.List;

/**
 * The key-encryption keys of the {@link Vault}: the first seals, all open. Rotation: put a new key in front, seal the
 * rows anew, then drop the old one. Each key has 32 bytes. Immutable; prints no bytes.
 */
public final class EncryptionKeys {
    private static final int LENGTH = 32;

    private final List<byte[]> keys;

    private EncryptionKeys(List<byte[]> keys) {
        this.keys = keys;
    }

    /**
     * @param keys at least one, the sealing key first
     * @throws IllegalArgumentException if there is none, or one that has not 32 bytes
     */
    public static EncryptionKeys of(List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != LENGTH)) {
            throw new IllegalArgumentException("an encryption key has " + LENGTH + " bytes");
        }
        return new EncryptionKeys(keys.stream().map(byte[]::clone).toList());
    }

    /** One key of 32 bytes. */
    public static EncryptionKeys of(byte[] key) {
        return of(List.of(key));
    }

    /**
     * One key as base64 text, the form of {@code ENCRYPTION_KEY}.
     *
     * @throws IllegalArgumentException if it is not base64 of 32 bytes
     */
    public static EncryptionKeys of(Secret base64) {
        return of(Base64.getDecoder().decode(base64.reveal().trim()));
    }

    List<byte[]> bytes() {
        return keys;
    }

    @Override
    public String toString() {
        return "[" + keys.size() + " keys, redacted]";
    }
}
