package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The phone numbers, and where their calls go. */
public final class Numbers {
    private Numbers() {}

    /** Adds a number; CONFLICT if any tenant has it. */
    public static void insert(TenantTx tx, PhoneNumber number) {
        tx.sql(
                        """
                        insert into phone_numbers (id, e164, agent_id, fallback_number, fallback_message)
                        values (?, ?, ?, ?, ?)""",
                        number.id().value(),
                        number.e164(),
                        number.agent() == null ? null : number.agent().value(),
                        number.fallbackNumber(),
                        number.fallbackMessage())
                .update();
    }

    /** All numbers of the tenant. */
    public static List<PhoneNumber> list(TenantTx tx) {
        return tx.sql("select id, e164, agent_id, fallback_number, fallback_message from phone_numbers order by e164")
                .query(Numbers::read)
                .list();
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
                row.getString("fallback_message"));
    }
}
