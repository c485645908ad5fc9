package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The published versions of agents. They are never changed. */
public final class Versions {
    private static final String SELECT =
            "select agent_id, id, number, snapshot::text, status, created_by, created_at from agent_versions ";

    private Versions() {}

    /**
     * Keeps a version with its tool allowlist; the same version again is kept once, with the tools of the first time.
     *
     * @param snapshot JSON text whose canonical form has the hash {@code id}
     */
    public static void insert(TenantTx tx, AgentId agent, VersionId id, String snapshot, Collection<ToolId> tools) {
        tx.sql("select 1 from agents where id = ? for update", agent.value())
                .query(Integer.class)
                .optional();
        int inserted = tx.sql("""
                        insert into agent_versions (agent_id, id, number, snapshot)
                        select :agent, :id, coalesce(max(number), 0) + 1, cast(:snapshot as jsonb)
                        from agent_versions where agent_id = :agent
                        on conflict (tenant_id, agent_id, id) do nothing""")
                .param("agent", agent.value())
                .param("id", id.value())
                .param("snapshot", snapshot)
                .update();
        if (inserted == 1) {
            allow(tx, agent, id, tools);
        }
    }

    /** One version. */
    public static Optional<AgentVersion> find(TenantTx tx, AgentId agent, VersionId id) {
        return tx.sql(SELECT + "where agent_id = ? and id = ?", agent.value(), id.value())
                .query(Versions::read)
                .optional();
    }

    /** All versions of an agent, newest first. */
    public static List<AgentVersion> list(TenantTx tx, AgentId agent) {
        return tx.sql(SELECT + "where agent_id = ? order by number desc", agent.value())
                .query(Versions::read)
                .list();
    }

    private static void allow(TenantTx tx, AgentId agent, VersionId version, Collection<ToolId> tools) {
        tx.sql(
                        "insert into version_tools (agent_id, version_id, tool_id) select ?, ?, unnest(?::uuid[])",
                        agent.value(),
                        version.value(),
                        Rows.array(tx, "uuid", tools, ToolId::value))
                .update();
    }

    private static AgentVersion read(ResultSet row, int number) throws SQLException {
        return new AgentVersion(
                new AgentId(Rows.uuid(row, "agent_id")),
                new VersionId(row.getString("id")),
                row.getInt("number"),
                row.getString("snapshot"),
                row.getString("status").equals("archived"),
                row.getString("created_by"),
                Rows.instant(row, "created_at"));
    }
}
