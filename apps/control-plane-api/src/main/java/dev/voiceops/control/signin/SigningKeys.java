package dev.voiceops.control.signin;

import dev.voiceops.store.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The secrets that sign access tokens: the first signs, all verify. Rotation: put a new one in front, drop the old one when its last
 * token has expired. A key names itself by its hash, so that no numbering has to be configured. Immutable; prints no bytes.
 */
public final class SigningKeys {
    private static final int SHORTEST = 32;

    private final List<Key> keys;

    private SigningKeys(List<Key> keys) {
        this.keys = keys;
    }

    /**
     * Reads the form of {@code JWT_SECRET}: one or more secrets of 32 characters or more, with commas between.
     *
     * @throws IllegalArgumentException if there is none, a short one, or one twice
     */
    public static SigningKeys parse(String commaList) {
        List<String> texts =
                Arrays.stream(commaList.split(",", -1)).map(String::strip).toList();
        if (texts.stream().anyMatch(text -> text.length() < SHORTEST)) {
            throw new IllegalArgumentException("a signing secret has " + SHORTEST + " characters or more");
        }
        if (texts.stream().distinct().count() != texts.size()) {
            throw new IllegalArgumentException("a signing secret is there twice");
        }
        return new SigningKeys(
                texts.stream().map(text -> Key.of(Secret.of(text))).toList());
    }

    /** The signing key first. */
    List<Key> all() {
        return keys;
    }

    @Override
    public String toString() {
        return "[" + keys.size() + " keys, redacted]";
    }

    /**
     * One key.
     *
     * @param id twelve hex digits of the hash of its hash, which tell nothing about it
     * @param bytes for HMAC
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(String id, byte[] bytes) {
        /** Hashed, so that a key has the length of HMAC-SHA-256's block of entropy however its secret is written. */
        static Key of(Secret secret) {
            byte[] bytes = sha256(("voiceops access token\n" + secret.reveal()).getBytes(StandardCharsets.UTF_8));
            return new Key(HexFormat.of().formatHex(sha256(bytes), 0, 6), bytes);
        }

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
