package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The phone numbers, and where their calls go. */
public final class Numbers {
    private static final String SELECT =
            "select id, e164, agent_id, fallback_number, fallback_message, twilio_sid from phone_numbers ";

    private Numbers() {}

    /** Adds a number; CONFLICT if any tenant has it. */
    public static void insert(TenantTx tx, PhoneNumber number) {
        insert(tx, number, "");
    }

    /** Adds a number unless any tenant has it; false if one has. */
    public static boolean insertIfFree(TenantTx tx, PhoneNumber number) {
        return insert(tx, number, " on conflict do nothing") == 1;
    }

    private static int insert(TenantTx tx, PhoneNumber number, String otherwise) {
        return tx.sql(
                        """
                            insert into phone_numbers (id, e164, agent_id, fallback_number, fallback_message, twilio_sid)
                            values (?, ?, ?, ?, ?, ?)""" + otherwise,
                        number.id().value(),
                        number.e164(),
                        number.agent() == null ? null : number.agent().value(),
                        number.fallbackNumber(),
                        number.fallbackMessage(),
                        number.twilioSid())
                .update();
    }

    /** Changes where the calls of a number go; MISSING_REFERENCE if the tenant has no such agent. */
    public static void change(TenantTx tx, PhoneNumber number) {
        tx.sql(
                        """
                        update phone_numbers set agent_id = ?, fallback_number = ?, fallback_message = ?, twilio_sid = ?,
                            updated_at = now()
                        where id = ?""",
                        number.agent() == null ? null : number.agent().value(),
                        number.fallbackNumber(),
                        number.fallbackMessage(),
                        number.twilioSid(),
                        number.id().value())
                .update();
    }

    /** Takes a number away; calls to it are answered by nobody from now on. */
    public static void remove(TenantTx tx, NumberId id) {
        tx.sql("delete from phone_numbers where id = ?", id.value()).update();
    }

    /** One number, which nobody else can change until the transaction ends. */
    public static Optional<PhoneNumber> lock(TenantTx tx, NumberId id) {
        return tx.sql(SELECT + "where id = ? for update", id.value())
                .query(Numbers::read)
                .optional();
    }

    /** One number. */
    public static Optional<PhoneNumber> find(TenantTx tx, NumberId id) {
        return tx.sql(SELECT + "where id = ?", id.value()).query(Numbers::read).optional();
    }

    /** This number, if the tenant has it. */
    public static Optional<PhoneNumber> byE164(TenantTx tx, String e164) {
        return tx.sql(SELECT + "where e164 = ?", e164).query(Numbers::read).optional();
    }

    /** In the order they were made, at most {@code limit}, after this one. */
    public static List<PhoneNumber> page(TenantTx tx, @Nullable NumberId after, int limit) {
        return tx.sql(
                        SELECT
                                + "where id > coalesce(?::uuid, '00000000-0000-0000-0000-000000000000') order by id"
                                + " limit ?",
                        after == null ? null : after.toString(),
                        limit)
                .query(Numbers::read)
                .list();
    }

    /** All numbers of the tenant. */
    public static List<PhoneNumber> list(TenantTx tx) {
        return tx.sql(SELECT + "order by e164").query(Numbers::read).list();
    }

    /** Where a call to this number goes; empty: nobody has the number. */
    public static Optional<Route> route(PlatformTx tx, String e164) {
        return tx.sql("""
                        select n.tenant_id, t.state = 'active' as active, a.id as agent_id, a.live_version_id,
                               n.fallback_number, n.fallback_message
                        from phone_numbers n
                        join tenants t on t.id = n.tenant_id
                        left join agents a on a.tenant_id = n.tenant_id and a.id = n.agent_id and a.state = 'active'
                        where n.e164 = ?""", e164).query(Numbers::route).optional();
    }

    private static Route route(ResultSet row, int number) throws SQLException {
        String version = row.getString("live_version_id");
        return new Route(
                new TenantId(Rows.uuid(row, "tenant_id")),
                row.getBoolean("active"),
                Rows.idOrNull(row, "agent_id", AgentId::new),
                version == null ? null : new VersionId(version),
                row.getString("fallback_number"),
                row.getString("fallback_message"));
    }

    private static PhoneNumber read(ResultSet row, int number) throws SQLException {
        return new PhoneNumber(
                new NumberId(Rows.uuid(row, "id")),
                row.getString("e164"),
                Rows.idOrNull(row, "agent_id", AgentId::new),
                row.getString("fallback_number"),
                row.getString("fallback_message"),
                row.getString("twilio_sid"));
    }
}
