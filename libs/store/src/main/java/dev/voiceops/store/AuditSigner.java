package dev.voiceops.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs checkpoints of the audit chains with Ed25519 (RFC 8032). The keys are derived from the {@link EncryptionKeys} of the
 * settings, so that none of them lies in the database: the first signs, all of them verify. Any thread; prints no key.
 */
public final class AuditSigner {
    private static final byte[] PURPOSE = "voiceops audit checkpoint v1".getBytes(StandardCharsets.US_ASCII);

    private final List<KeyPair> keys;

    private AuditSigner(List<KeyPair> keys) {
        this.keys = keys;
    }

    /** With the keys that belong to these. */
    public static AuditSigner of(EncryptionKeys keys) {
        return new AuditSigner(keys.bytes().stream().map(AuditSigner::derived).toList());
    }

    byte[] sign(Point point) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getFirst().getPrivate());
            signature.update(point.bytes());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** Whether one of the keys signed it. */
    boolean verifies(Point point, byte[] signed) {
        return keys.stream().anyMatch(key -> verifies(key, point, signed));
    }

    /** Whether a key signed it that is not the first any more, so that it should be signed anew. */
    boolean isOutdated(Point point, byte[] signed) {
        return !verifies(keys.getFirst(), point, signed) && verifies(point, signed);
    }

    private static boolean verifies(KeyPair key, Point point, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key.getPublic());
            signature.update(point.bytes());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // not even the form of a signature
        }
    }

    /** RFC 8032 section 5.1.5: any 32 bytes are a private key; the JDK's generator takes them from its source of randomness. */
    private static KeyPair derived(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Fixed(mac.doFinal(PURPOSE)));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256 and Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "AuditSigner[" + keys.size() + " keys, redacted]";
    }

    /**
     * What a checkpoint says.
     *
     * @param seq of the last row it covers
     * @param hash that row's, 32 bytes
     * @param at when it was made, to the microsecond
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared by equals
    record Point(TenantId chain, long seq, byte[] hash, Instant at) {
        byte[] bytes() {
            return ByteBuffer.allocate(PURPOSE.length + 16 + 8 + 8 + hash.length)
                    .put(PURPOSE)
                    .putLong(chain.value().getMostSignificantBits())
                    .putLong(chain.value().getLeastSignificantBits())
                    .putLong(seq)
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                    .put(hash)
                    .array();
        }
    }

    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final transient byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] into) {
            if (into.length != bytes.length)
                throw new IllegalStateException("Ed25519 takes " + bytes.length + " bytes");
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }
}
