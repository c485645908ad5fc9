package dev.voiceops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import dev.voiceops.store.Vault.Place;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final TenantId TENANT = TenantId.create();
    private static final Place HERE = new Place(TENANT, "integrations", "secret_sealed", "1");
    private static final Secret SECRET = Secret.of("n8n-api-key-ü");

    @Test
    void what_is_sealed_opens_in_its_place_and_reads_as_nothing() {
        Vault vault = Vault.of(EncryptionKeys.of(key(1)));
        byte[] sealed = vault.seal(HERE, SECRET);
        assertThat(vault.open(HERE, sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("n8n-api-key");
        assertThat(vault.seal(HERE, SECRET)).isNotEqualTo(sealed);
    }

    @Test
    void a_sealed_value_opens_nowhere_else() {
        Vault vault = Vault.of(EncryptionKeys.of(key(1)));
        byte[] sealed = vault.seal(HERE, SECRET);
        List<Place> elsewhere = List.of(
                new Place(TenantId.create(), "integrations", "secret_sealed", "1"),
                new Place(TENANT, "runtime_dispatches", "secret_sealed", "1"),
                new Place(TENANT, "integrations", "join_token_sealed", "1"),
                new Place(TENANT, "integrations", "secret_sealed", "2"));
        for (Place place : elsewhere) {
            assertThatThrownBy(() -> vault.open(place, sealed)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void no_changed_byte_goes_unnoticed() {
        Vault vault = Vault.of(EncryptionKeys.of(key(1)));
        byte[] sealed = vault.seal(HERE, SECRET);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(HERE, changed)).isInstanceOf(StoreException.class);
        }
        assertThatThrownBy(() -> vault.open(HERE, Arrays.copyOf(sealed, 3))).isInstanceOf(StoreException.class);
    }

    @Test
    void keys_rotate_while_old_values_still_open() {
        byte[] old = Vault.of(EncryptionKeys.of(key(1))).seal(HERE, SECRET);
        Vault rotating = Vault.of(EncryptionKeys.of(List.of(key(2), key(1))));
        assertThat(rotating.open(HERE, old)).isEqualTo(SECRET);
        assertThat(rotating.isOutdated(old)).isTrue();
        byte[] renewed = rotating.seal(HERE, rotating.open(HERE, old));
        assertThat(rotating.isOutdated(renewed)).isFalse();
        Vault rotated = Vault.of(EncryptionKeys.of(key(2)));
        assertThat(rotated.open(HERE, renewed)).isEqualTo(SECRET);
        assertThatThrownBy(() -> rotated.open(HERE, old))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(StoreException.Code.SEALED));
    }

    @Test
    void keys_of_a_wrong_length_are_refused() {
        assertThatThrownBy(() -> EncryptionKeys.of(new byte[16])).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> EncryptionKeys.of(List.of())).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> EncryptionKeys.of(Secret.of("not base64!")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EncryptionKeys.of(List.of(key(1), key(1)))).hasMessageContaining("twice");
    }

    @Test
    void keys_come_as_one_text_separated_by_commas_or_lines() {
        String one = Base64.getEncoder().encodeToString(key(1));
        String two = Base64.getEncoder().encodeToString(key(2));
        EncryptionKeys both = EncryptionKeys.of(List.of(key(2), key(1)));
        assertThat(EncryptionKeys.of(Secret.of(two + " , " + one))).isEqualTo(both);
        assertThat(EncryptionKeys.of(Secret.of("# newest first\n" + two + "\n\n" + one + "\n")))
                .isEqualTo(both);
        assertThatThrownBy(() -> EncryptionKeys.of(Secret.of("# nothing\n"))).hasMessageContaining("32 bytes");
    }

    @Test
    void a_key_management_service_takes_the_place_of_keys_of_our_own() {
        EncryptionKeys behind = EncryptionKeys.of(key(3));
        List<String> asked = new ArrayList<>();
        KeyEncryption service = new KeyEncryption() {
            @Override
            public Aead aead() {
                return new Aead() {
                    @Override
                    public byte[] encrypt(byte[] key, byte[] context) throws GeneralSecurityException {
                        asked.add("wrap");
                        return join(
                                "kms:a:".getBytes(StandardCharsets.US_ASCII),
                                behind.aead().encrypt(key, context));
                    }

                    @Override
                    public byte[] decrypt(byte[] wrapped, byte[] context) throws GeneralSecurityException {
                        asked.add("unwrap");
                        return behind.aead().decrypt(Arrays.copyOfRange(wrapped, 6, wrapped.length), context);
                    }
                };
            }

            @Override
            public byte[] mark() {
                return "kms:a:".getBytes(StandardCharsets.US_ASCII);
            }
        };
        Vault vault = Vault.of(service);
        byte[] sealed = vault.seal(HERE, SECRET);
        assertThat(vault.open(HERE, sealed)).isEqualTo(SECRET);
        assertThat(vault.isOutdated(sealed)).isFalse();
        assertThat(Vault.of(behind).isOutdated(sealed)).isTrue();
        assertThat(asked).containsExactly("wrap", "unwrap");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void secrets_and_keys_print_nothing() {
        assertThat(SECRET).hasToString("[redacted]");
        assertThat(EncryptionKeys.of(key(1)).toString()).isEqualTo("[1 keys, redacted]");
        assertThat(String.valueOf(new Dispatch.New(DispatchId.create(), CallId.create(), "r", Duration.ZERO, SECRET)))
                .doesNotContain("n8n");
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
