package dev.voiceops.store;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/**
 * Seals secrets for storage: AES-256-GCM with a fresh data key for each value, itself sealed by the first of the
 * {@link EncryptionKeys} (Tink's KMS envelope; a cloud KMS fits in as another {@link Aead}). A sealed value starts with
 * the length of the sealed data key, then Tink's prefix with the id of the key that sealed it. A value opens only in the
 * {@link Place} it was sealed for. Any thread.
 */
public final class Vault {
    private final Aead envelope;
    private final int sealingKey;

    private Vault(Aead envelope, int sealingKey) {
        this.envelope = envelope;
        this.sealingKey = sealingKey;
    }

    /** A vault with these keys. */
    public static Vault of(EncryptionKeys keys) {
        try {
            AeadConfig.register();
            Aead kek = keyset(keys.bytes()).getPrimitive(RegistryConfiguration.get(), Aead.class);
            Aead envelope = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, kek);
            return new Vault(envelope, idOf(keys.bytes().getFirst()));
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

    /** Whether another key than the first sealed it, so that it should be sealed anew. */
    public boolean isOutdated(byte[] sealed) {
        // 4 bytes length of the sealed data key, 1 byte Tink output prefix, 4 bytes key id
        return sealed.length < 9 || ByteBuffer.wrap(sealed).getInt(5) != sealingKey;
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
    private static int idOf(byte[] key) throws GeneralSecurityException {
        return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key)).getInt();
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
