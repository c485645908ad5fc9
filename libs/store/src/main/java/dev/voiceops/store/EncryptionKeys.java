package dev.voiceops.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Key-encryption keys that this process holds, AES-256-GCM: the first seals, all open. To change them: give every process the new
 * key behind the old one; then the new one in front; seal everything anew ({@link SealedColumn}); then drop the old one. Each key
 * has 32 bytes. Immutable; prints no bytes.
 */
public final class EncryptionKeys implements KeyEncryption {
    private static final int LENGTH = 32;
    /** First byte of what Tink's keys encrypt; the key's id follows. */
    private static final byte TINK = 1;

    private final List<byte[]> keys;
    private final Aead aead;

    private EncryptionKeys(List<byte[]> keys) {
        this.keys = keys;
        try {
            AeadConfig.register();
            aead = keyset(keys).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the encryption keys cannot be used", e);
        }
    }

    /**
     * @param keys at least one, the sealing key first
     * @throws IllegalArgumentException if there is none, one that has not 32 bytes, or one twice
     */
    public static EncryptionKeys of(List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != LENGTH)) {
            throw new IllegalArgumentException("an encryption key has " + LENGTH + " bytes");
        }
        if (keys.stream().map(EncryptionKeys::idOf).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("an encryption key is there twice");
        }
        return new EncryptionKeys(keys.stream().map(byte[]::clone).toList());
    }

    /** For what is derived from them; the sealing key first. */
    List<byte[]> bytes() {
        return keys;
    }

    /** One key of 32 bytes. */
    public static EncryptionKeys of(byte[] key) {
        return of(List.of(key));
    }

    /**
     * Keys as text, the form of {@code ENCRYPTION_KEY} and of a file of keys: base64, separated by commas or line ends, the sealing
     * key first; lines that begin with # are skipped.
     *
     * @throws IllegalArgumentException if there is none, or one is not base64 of 32 bytes; the message shows nothing of them
     */
    public static EncryptionKeys of(Secret text) {
        return of(text.reveal()
                .lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(EncryptionKeys::decoded)
                .toList());
    }

    @Override
    public Aead aead() {
        return aead;
    }

    @Override
    public byte[] mark() {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put(TINK)
                .putInt(idOf(keys.getFirst()))
                .array();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an encryption key is not base64 (openssl rand -base64 32)", e);
        }
    }

    private static KeysetHandle keyset(List<byte[]> keys) throws GeneralSecurityException {
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
        for (int i = 0; i < keys.size(); i++) {
            KeysetHandle.Builder.Entry entry =
                    KeysetHandle.importKey(keyOf(keys.get(i))).withFixedId(idOf(keys.get(i)));
            keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
        }
        return keyset.build();
    }

    @AccessesPartialKey
    private static AesGcmKey keyOf(byte[] key) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(key.length)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        return AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .setIdRequirement(idOf(key))
                .build();
    }

    /** A key names itself: four bytes of its SHA-256, so that no numbering has to be configured. */
    private static int idOf(byte[] key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key))
                    .getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether they are the same keys in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionKeys that
                && keys.size() == that.keys.size()
                && Stream.iterate(0, i -> i + 1)
                        .limit(keys.size())
                        .allMatch(i -> MessageDigest.isEqual(keys.get(i), that.keys.get(i)));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mark());
    }

    @Override
    public String toString() {
        return "[" + keys.size() + " keys, redacted]";
    }
}
