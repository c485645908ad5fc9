package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client companies. */
public final class Tenants {
    private static final String COLUMNS = "id, slug, name, state, time_zone, retention_days, max_live_calls, redaction";

    private Tenants() {}

    /** Adds a tenant; CONFLICT if the slug is taken. */
    public static void insert(PlatformTx tx, Tenant tenant) {
        tx.sql(
                        "insert into tenants (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)",
                        tenant.id().value(),
                        tenant.slug(),
                        tenant.name(),
                        tenant.active() ? "active" : "suspended",
                        tenant.timeZone().getId(),
                        tenant.retentionDays(),
                        tenant.maxLiveCalls(),
                        tenant.redaction().code())
                .update();
    }

    /** Changes everything but id and slug; false if there is no such tenant. */
    public static boolean change(PlatformTx tx, Tenant tenant) {
        return tx.sql(
                                """
                                update tenants set name = ?, state = ?, time_zone = ?, retention_days = ?, max_live_calls = ?,
                                                   redaction = ?
                                where id = ?""",
                                tenant.name(),
                                tenant.active() ? "active" : "suspended",
                                tenant.timeZone().getId(),
                                tenant.retentionDays(),
                                tenant.maxLiveCalls(),
                                tenant.redaction().code(),
                                tenant.id().value())
                        .update()
                == 1;
    }

    /** One tenant, which nobody else can change until the transaction ends. */
    public static Optional<Tenant> lock(PlatformTx tx, TenantId id) {
        return tx.sql("select " + COLUMNS + " from tenants where id = ? for update", id.value())
                .query(Tenants::read)
                .optional();
    }

    /** One tenant. */
    public static Optional<Tenant> find(PlatformTx tx, TenantId id) {
        return tx.sql("select " + COLUMNS + " from tenants where id = ?", id.value())
                .query(Tenants::read)
                .optional();
    }

    /** In the order they were made, at most {@code limit}, after this one. */
    public static List<Tenant> page(PlatformTx tx, @Nullable TenantId after, int limit) {
        return tx.sql(
                        "select " + COLUMNS + " from tenants where id > coalesce(?::uuid,"
                                + " '00000000-0000-0000-0000-000000000000') order by id limit ?",
                        after == null ? null : after.toString(),
                        limit)
                .query(Tenants::read)
                .list();
    }

    /** All tenants by name. */
    public static List<Tenant> list(PlatformTx tx) {
        return tx.sql("select " + COLUMNS + " from tenants order by name, id")
                .query(Tenants::read)
                .list();
    }

    /** The tenant with this slug. */
    public static Optional<Tenant> bySlug(PlatformTx tx, String slug) {
        return tx.sql("select " + COLUMNS + " from tenants where slug = ?", slug)
                .query(Tenants::read)
                .optional();
    }

    /** The tenant whose transaction this is. */
    public static Tenant own(TenantTx tx) {
        return tx.sql("select " + COLUMNS + " from tenants")
                .query(Tenants::read)
                .single();
    }

    /**
     * Whether the tenant may have one more call at a time. Who is told so and puts a call on record in the same transaction keeps
     * the limit, however many ask at once: where there is a limit, they wait for each other.
     */
    public static boolean hasRoom(TenantTx tx) {
        Integer most = own(tx).maxLiveCalls();
        if (most == null) return true;
        tx.sql(
                        "select pg_advisory_xact_lock(hashtextextended('live_calls ' || ?, 0))",
                        tx.tenant().toString())
                .query((row, number) -> true)
                .single();
        return tx.sql("select count(*) < ? from calls where state <> 'ended'", most)
                .query(Boolean.class)
                .single();
    }

    /** When the tenant wants what was said redacted. */
    public static RedactionPolicy redaction(TenantTx tx) {
        return RedactionPolicy.of(
                tx.sql("select redaction from tenants").query(String.class).single());
    }

    /** Whether the transaction's tenant is there. */
    public static boolean exists(TenantTx tx) {
        return tx.sql("select exists (select 1 from tenants)")
                .query(Boolean.class)
                .single();
    }

    /** Says whether the tenant's own people may listen to its recordings; false if there is no such tenant. */
    public static boolean letListen(PlatformTx tx, TenantId id, boolean allowed) {
        return tx.sql("update tenants set portal_recordings = ? where id = ?", allowed, id.value())
                        .update()
                == 1;
    }

    /** Whether the tenant's own people may listen to its recordings; empty if there is no such tenant. */
    public static Optional<Boolean> mayListen(PlatformTx tx, TenantId id) {
        return tx.sql("select portal_recordings from tenants where id = ?", id.value())
                .query(Boolean.class)
                .optional();
    }

    private static Tenant read(ResultSet row, int number) throws SQLException {
        return new Tenant(
                new TenantId(Rows.uuid(row, "id")),
                row.getString("slug"),
                row.getString("name"),
                row.getString("state").equals("active"),
                ZoneId.of(row.getString("time_zone")),
                row.getInt("retention_days"),
                Rows.intOrNull(row, "max_live_calls"),
                RedactionPolicy.of(row.getString("redaction")));
    }
}
