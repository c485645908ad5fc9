package dev.voiceops.store;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An Ed25519 key (RFC 8032). The platform's own signs deletion receipts and evidence packs, so that who has the public half can
 * check them without the platform; {@link AuditSigner} derives others for checkpoints of the audit. Immutable; any thread.
 */
public final class SigningKey {
    private static final int SEED = 32;
    private final Ed25519Sign signer;
    private final byte[] publicKey;

    private SigningKey(Ed25519Sign signer, byte[] publicKey) {
        this.signer = signer;
        this.publicKey = publicKey;
    }

    /** The key that grows from this seed of 32 random bytes. @throws IllegalArgumentException if it is no such seed */
    public static SigningKey of(byte[] seed) {
        if (seed.length != SEED) {
            throw new IllegalArgumentException("a signing key has 32 bytes");
        }
        try {
            Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
            return new SigningKey(new Ed25519Sign(pair.getPrivateKey()), pair.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key cannot be used", e);
        }
    }

    /** Names the key: 16 hex digits of the SHA-256 of its public half. */
    public String id() {
        return idOf(publicKey);
    }

    /** The same for any public half. */
    public static String idOf(byte[] publicKey) {
        return HexFormat.of().formatHex(Arrays.copyOf(sha256(publicKey), 8));
    }

    /** The public half, 32 bytes. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /**
     * Signs for one purpose: what is signed for one is worth nothing for another.
     *
     * @return 64 bytes
     */
    public byte[] sign(String purpose, byte[] message) {
        try {
            return signer.sign(framed(purpose, message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** Whether the holder of this public key signed the message for the purpose. */
    public static boolean isSigned(byte[] publicKey, String purpose, byte[] message, byte[] signature) {
        try {
            new Ed25519Verify(publicKey).verify(signature, framed(purpose, message));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] framed(String purpose, byte[] message) {
        byte[] prefix = (purpose + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] framed = Arrays.copyOf(prefix, prefix.length + message.length);
        System.arraycopy(message, 0, framed, prefix.length, message.length);
        return framed;
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Tells the id; never the key. */
    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }
}
