package dev.voiceops.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs checkpoints of the audit chains. The keys are derived from the {@link EncryptionKeys} of the settings, so that none of
 * them lies in the database: the first signs, all of them verify. Any thread; prints no key.
 */
public final class AuditSigner {
    private static final String PURPOSE = "voiceops audit checkpoint v1";

    private final List<SigningKey> keys;

    private AuditSigner(List<SigningKey> keys) {
        this.keys = keys;
    }

    /** With the keys that belong to these. */
    public static AuditSigner of(EncryptionKeys keys) {
        return new AuditSigner(keys.bytes().stream().map(AuditSigner::derived).toList());
    }

    byte[] sign(Point point) {
        return keys.getFirst().sign(PURPOSE, point.bytes());
    }

    /** Whether one of the keys signed it. */
    boolean verifies(Point point, byte[] signed) {
        return keys.stream().anyMatch(key -> verifies(key, point, signed));
    }

    /** Whether a key signed it that is not the first any more, so that it should be signed anew. */
    boolean isOutdated(Point point, byte[] signed) {
        return !verifies(keys.getFirst(), point, signed) && verifies(point, signed);
    }

    private static boolean verifies(SigningKey key, Point point, byte[] signed) {
        return SigningKey.isSigned(key.publicKey(), PURPOSE, point.bytes(), signed);
    }

    /** A seed that tells nothing of the key it grew from. */
    private static SigningKey derived(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return SigningKey.of(mac.doFinal(PURPOSE.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
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
            return ByteBuffer.allocate(16 + 8 + 8 + hash.length)
                    .putLong(chain.value().getMostSignificantBits())
                    .putLong(chain.value().getLeastSignificantBits())
                    .putLong(seq)
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                    .put(hash)
                    .array();
        }
    }
}
