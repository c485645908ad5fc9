package dev.voiceops.store;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a request to an integration needs, with its secrets in the clear: use it at once and keep it nowhere.
 *
 * @param settings JSON object text of what its kind needs beside address and secret
 * @param secret what the integration asks for; null: it has none
 * @param signingKey of the signature on each request
 * @param maxConcurrent requests under way at a time
 */
public record IntegrationAccess(
        IntegrationId id,
        String baseUrl,
        String settings,
        @Nullable Secret secret,
        Secret signingKey,
        int maxConcurrent) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;

    /** Opens an integration's secrets; makes its signing key the first time. */
    public static Optional<IntegrationAccess> open(TenantTx tx, IntegrationId id) {
        return tx.sql(
                        "select base_url, settings::text, secret_sealed, signing_key_sealed, max_concurrent from integrations"
                                + " where id = ?",
                        id.value())
                .query((row, number) -> new Found(
                        row.getString("base_url"),
                        row.getString("settings"),
                        opened(tx, place(tx, id, "secret_sealed"), row.getBytes("secret_sealed")),
                        opened(tx, place(tx, id, "signing_key_sealed"), row.getBytes("signing_key_sealed")),
                        row.getInt("max_concurrent")))
                .optional()
                .map(found -> found.with(id, found.key == null ? firstKey(tx, id) : found.key));
    }

    /** Makes a new signing key, and returns it this once; empty if there is no such integration. */
    public static Optional<Secret> newSigningKey(TenantTx tx, IntegrationId id) {
        byte[] random = new byte[KEY_BYTES];
        RANDOM.nextBytes(random);
        Secret key = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        int changed = tx.sql(
                        "update integrations set signing_key_sealed = ? where id = ?",
                        tx.vault().seal(place(tx, id, "signing_key_sealed"), key),
                        id.value())
                .update();
        return changed == 1 ? Optional.of(key) : Optional.empty();
    }

    /** Locks the row, so that of several first requests one makes the key. */
    private static Secret firstKey(TenantTx tx, IntegrationId id) {
        Vault.Place place = place(tx, id, "signing_key_sealed");
        return tx.sql("select signing_key_sealed from integrations where id = ? for no key update", id.value())
                .query((row, number) -> Optional.ofNullable(opened(tx, place, row.getBytes(1))))
                .single()
                .orElseGet(() -> newSigningKey(tx, id).orElseThrow());
    }

    private static @Nullable Secret opened(TenantTx tx, Vault.Place place, byte @Nullable [] sealed) {
        return sealed == null ? null : tx.vault().open(place, sealed);
    }

    private static Vault.Place place(TenantTx tx, IntegrationId id, String column) {
        return new Vault.Place(tx.tenant(), "integrations", column, id.toString());
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "IntegrationAccess[" + id + "]";
    }

    private record Found(
            String baseUrl,
            String settings,
            @Nullable Secret secret,
            @Nullable Secret key,
            int maxConcurrent) {
        IntegrationAccess with(IntegrationId id, Secret signingKey) {
            return new IntegrationAccess(id, baseUrl, settings, secret, signingKey, maxConcurrent);
        }
    }
}
