package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The integrations of a tenant, their secrets sealed. */
public final class Integrations {
    private static final String SELECT = """
        select id, kind, name, base_url, secret_hint, settings::text, secret_set_at, secret_set_by, tested_at, test_result,
               serves_calls
        from integrations\s""";

    private Integrations() {}

    /** Adds an integration, or changes it and its secret; a null secret removes it. The hint is made here. */
    public static void save(TenantTx tx, Integration integration, @Nullable Secret secret) {
        byte[] sealed = secret == null ? null : tx.vault().seal(place(tx, integration.id()), secret);
        tx.sql(
                        """
                        insert into integrations
                            (id, kind, name, base_url, secret_sealed, secret_hint, settings, secret_set_at, secret_set_by)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, now(), current_actor())
                        on conflict (tenant_id, id) do update
                        set name = excluded.name, base_url = excluded.base_url, secret_sealed = excluded.secret_sealed,
                            secret_hint = excluded.secret_hint, settings = excluded.settings, updated_at = now(),
                            secret_set_at = now(), secret_set_by = current_actor(), tested_at = null, test_result = null""",
                        integration.id().value(),
                        integration.kind(),
                        integration.name(),
                        integration.baseUrl(),
                        sealed,
                        secret == null ? null : hint(secret.reveal()),
                        integration.settings())
                .update();
    }

    /** Changes name, address and settings and leaves the secret alone; what was tried before says nothing any more. */
    public static void change(TenantTx tx, Integration integration) {
        tx.sql(
                        """
                        update integrations set name = ?, base_url = ?, settings = ?::jsonb, updated_at = now(),
                            tested_at = null, test_result = null
                        where id = ?""",
                        integration.name(),
                        integration.baseUrl(),
                        integration.settings(),
                        integration.id().value())
                .update();
    }

    /** Lets the tenant's calls use it, instead of any other of its kind, or no longer; the kind must be a vendor of calls. */
    public static void serveCalls(TenantTx tx, Integration integration, boolean serves) {
        if (serves) {
            tx.sql("update integrations set serves_calls = false where kind = ? and serves_calls", integration.kind())
                    .update();
        }
        tx.sql(
                        "update integrations set serves_calls = ? where id = ?",
                        serves,
                        integration.id().value())
                .update();
    }

    /** Notes what came of trying the connection: a word of small letters. */
    public static void tested(TenantTx tx, IntegrationId id, String result) {
        tx.sql("update integrations set tested_at = now(), test_result = ? where id = ?", result, id.value())
                .update();
    }

    /** Requests that may be under way to it at a time; empty: there is no such integration. */
    public static Optional<Integer> maxConcurrent(TenantTx tx, IntegrationId id) {
        return tx.sql("select max_concurrent from integrations where id = ?", id.value())
                .query(Integer.class)
                .optional();
    }

    /** Sets that; false: there is no such integration. */
    public static boolean limit(TenantTx tx, IntegrationId id, int maxConcurrent) {
        return tx.sql(
                                "update integrations set max_concurrent = ?, updated_at = now() where id = ?",
                                maxConcurrent,
                                id.value())
                        .update()
                == 1;
    }

    /** Removes one with its secret; MISSING_REFERENCE while tools are served by it. */
    public static void remove(TenantTx tx, IntegrationId id) {
        tx.sql("delete from integrations where id = ?", id.value()).update();
    }

    /** One integration, which nobody else can change until the transaction ends. */
    public static Optional<Integration> lock(TenantTx tx, IntegrationId id) {
        return tx.sql(SELECT + "where id = ? for update", id.value())
                .query(Integrations::read)
                .optional();
    }

    /** In the order they were made, at most {@code limit}, after this one. */
    public static List<Integration> page(TenantTx tx, @Nullable IntegrationId after, int limit) {
        return tx.sql(
                        SELECT
                                + "where id > coalesce(?::uuid, '00000000-0000-0000-0000-000000000000') order by id"
                                + " limit ?",
                        after == null ? null : after.toString(),
                        limit)
                .query(Integrations::read)
                .list();
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

    static Vault.Place place(TenantTx tx, IntegrationId id) {
        return new Vault.Place(tx.tenant(), "integrations", "secret_sealed", id.toString());
    }

    private static Integration read(ResultSet row, int number) throws SQLException {
        return new Integration(
                new IntegrationId(Rows.uuid(row, "id")),
                row.getString("kind"),
                row.getString("name"),
                row.getString("base_url"),
                row.getString("secret_hint"),
                row.getString("settings"),
                new Integration.History(
                        row.getString("secret_hint") == null ? null : Rows.instantOrNull(row, "secret_set_at"),
                        row.getString("secret_hint") == null ? null : row.getString("secret_set_by"),
                        Rows.instantOrNull(row, "tested_at"),
                        row.getString("test_result")),
                row.getBoolean("serves_calls"));
    }
}
