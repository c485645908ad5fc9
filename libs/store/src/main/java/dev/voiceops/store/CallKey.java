package dev.voiceops.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's own key to a vendor of its calls, in the clear: hand it to the connector that holds the call and keep it nowhere.
 *
 * @param kind the vendor: {@code deepgram}, {@code openai} or {@code rime}
 * @param key null: no key of ours opens it, the encryption key it was sealed with is gone
 */
public record CallKey(
        IntegrationId integration,
        String kind,
        String baseUrl,
        @Nullable Secret key) {

    /** The keys that the tenant's calls use, at most one a vendor. */
    public static List<CallKey> open(TenantTx tx) {
        return tx.sql("""
                        select id, kind, base_url, secret_sealed from integrations
                        where serves_calls and secret_sealed is not null order by kind""")
                .query((row, number) -> {
                    IntegrationId id = new IntegrationId(Rows.uuid(row, "id"));
                    return new CallKey(
                            id,
                            row.getString("kind"),
                            row.getString("base_url"),
                            opened(tx, id, row.getBytes("secret_sealed")));
                })
                .list();
    }

    private static @Nullable Secret opened(TenantTx tx, IntegrationId id, byte[] sealed) {
        try {
            return tx.vault().open(Integrations.place(tx, id), sealed);
        } catch (StoreException unreadable) {
            return null;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "CallKey[" + kind + " " + integration + "]";
    }
}
