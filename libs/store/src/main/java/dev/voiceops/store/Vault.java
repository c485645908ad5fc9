package dev.voiceops.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Seals secrets for storage: AES-256-GCM with a fresh data key for each value, itself sealed by the
 * {@link KeyEncryption} (Tink's KMS envelope). A sealed value starts with the length of the sealed data key, then the mark of
 * the key that sealed that. A value opens only in the {@link Place} it was sealed for. Any thread.
 */
public final class Vault {
    /** Tink writes the length of the wrapped data key in front of it. */
    private static final int LENGTH = 4;

    private final Aead envelope;
    private final byte[] mark;

    private Vault(Aead envelope, byte[] mark) {
        this.envelope = envelope;
        this.mark = mark;
    }

    /** A vault whose data keys are wrapped by these. */
    public static Vault of(KeyEncryption keys) {
        try {
            AeadConfig.register();
            return new Vault(KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, keys.aead()), keys.mark());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the encryption keys cannot be used", e);
        }
    }

    /** Seals a secret for one place. */
    public byte[] seal(Place place, Secret secret) {
        try {
            return envelope.encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), place.bytes());
        } catch (GeneralSecurityException e) {
            throw new StoreException(StoreException.Code.SEALED, "sealing failed: " + place.table(), e);
        }
    }

    /** Opens what was sealed for this place; {@link StoreException} SEALED if it was not, or no key of ours fits. */
    public Secret open(Place place, byte[] sealed) {
        try {
            return Secret.of(new String(envelope.decrypt(sealed, place.bytes()), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            String where = place.table() + "." + place.field();
            throw new StoreException(StoreException.Code.SEALED, "a sealed value does not open: " + where, e);
        }
    }

    /** Whether another key than the current one sealed it, so that it should be sealed anew. */
    public boolean isOutdated(byte[] sealed) {
        int end = LENGTH + mark.length;
        return sealed.length < end || !Arrays.equals(sealed, LENGTH, end, mark, 0, mark.length);
    }

    /** What the current key writes from the fifth byte on of what it seals. */
    byte[] mark() {
        return mark.clone();
    }

    /**
     * Where a sealed value belongs; the associated data of the seal.
     *
     * @param tenant whose row
     * @param table the table's name
     * @param field the column's name
     * @param row what names the row in its table
     */
    public record Place(TenantId tenant, String table, String field, String row) {
        byte[] bytes() {
            return String.join("|", tenant.toString(), table, field, row).getBytes(StandardCharsets.UTF_8);
        }
    }
}
