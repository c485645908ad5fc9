package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The integrations of a tenant, their secrets sealed. */
public final class Integrations {
    private static final String SELECT = "select id, kind, name, base_url, secret_hint from integrations ";

    private Integrations() {}

    /** Adds an integration, or changes it and its secret; a null secret removes it. The hint is made here. */
    public static void save(TenantTx tx, Integration integration, @Nullable Secret secret) {
        byte[] sealed = secret == null ? null : tx.vault().seal(place(tx, integration.id()), secret);
        tx.sql(
                        """
                        insert into integrations (id, kind, name, base_url, secret_sealed, secret_hint)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (tenant_id, id) do update
                        set name = excluded.name, base_url = excluded.base_url, secret_sealed = excluded.secret_sealed,
                            secret_hint = excluded.secret_hint, updated_at = now()""",
                        integration.id().value(),
                        integration.kind(),
                        integration.name(),
                        integration.baseUrl(),
                        sealed,
                        secret == null ? null : hint(secret.reveal()))
                .update();
    }

    /** One integration. */
    public static Optional<Integration> find(TenantTx tx, IntegrationId id) {
        return tx.sql(SELECT + "where id = ?", id.value())
                .query(Integrations::read)
                .optional();
    }

    /** All integrations by name. */
    public static List<Integration> list(TenantTx tx) {
        return tx.sql(SELECT + "order by name, id").query(Integrations::read).list();
    }

    /** The secret in the clear: use it at once and keep it nowhere. */
    public static Optional<Secret> secret(TenantTx tx, IntegrationId id) {
        return tx.sql("select secret_sealed from integrations where id = ? and secret_sealed is not null", id.value())
                .query((row, number) -> tx.vault().open(place(tx, id), row.getBytes(1)))
                .optional();
    }

    /** Shows four characters of a long secret, none of a short one. */
    private static String hint(String secret) {
        return secret.length() < 12 ? "" : secret.substring(secret.length() - 4);
    }

    private static Vault.Place place(TenantTx tx, IntegrationId id) {
        return new Vault.Place(tx.tenant(), "integrations", "secret_sealed", id.toString());
    }

    private static Integration read(ResultSet row, int number) throws SQLException {
        return new Integration(
                new IntegrationId(Rows.uuid(row, "id")),
                row.getString("kind"),
                row.getString("name"),
                row.getString("base_url"),
                row.getString("secret_hint"));
    }
}
