package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The published versions of agents. They are never changed. */
public final class Versions {
    private static final String SELECT =
            "select agent_id, id, number, snapshot::text, status, based_on, note, created_by, created_at from"
                    + " agent_versions ";

    private Versions() {}

    /**
     * Keeps a version with its tool allowlist; the same version again is kept once, with the tools of the first time.
     *
     * @param snapshot JSON text whose canonical form has the hash {@code id}
     */
    public static void insert(TenantTx tx, AgentId agent, VersionId id, String snapshot, Collection<ToolId> tools) {
        insert(tx, agent, new New(id, snapshot, null, ""), tools);
    }

    /** The same with its origin; false: the version was there already, and stays as it was. */
    public static boolean insert(TenantTx tx, AgentId agent, New version, Collection<ToolId> tools) {
        VersionId base = version.basedOn();
        Agents.lock(tx, agent);
        int inserted = tx.sql("""
            insert into agent_versions (agent_id, id, number, snapshot, based_on, note)
            select :agent, :id, coalesce(max(number), 0) + 1, cast(:snapshot as jsonb), :base, :note
            from agent_versions where agent_id = :agent
            on conflict (tenant_id, agent_id, id) do nothing""")
                .param("agent", agent.value())
                .param("id", version.id().value())
                .param("snapshot", version.snapshot())
                .param("base", base == null ? null : base.value(), Types.VARCHAR)
                .param("note", version.note())
                .update();
        if (inserted == 1) {
            allow(tx, agent, version.id(), tools);
        }
        return inserted == 1;
    }

    /**
     * A version to keep.
     *
     * @param basedOn the version its draft was made from; null: none
     * @param note what the publisher said about it, at most 500 characters
     */
    public record New(
            VersionId id, String snapshot, @Nullable VersionId basedOn, String note) {
        /** Names the version only: prompts stay out of logs. */
        @Override
        public String toString() {
            return "New[" + id + "]";
        }
    }

    /** The same snapshot of however many agents of the tenant have it. */
    public static List<AgentVersion> byId(TenantTx tx, VersionId id) {
        return tx.sql(SELECT + "where id = ? order by agent_id", id.value())
                .query(Versions::read)
                .list();
    }

    /** Newest first, at most {@code limit}, older than the version of this number. */
    public static List<AgentVersion> page(TenantTx tx, AgentId agent, int before, int limit) {
        return tx.sql(
                        SELECT + "where agent_id = ? and number < ? order by number desc limit ?",
                        agent.value(),
                        before,
                        limit)
                .query(Versions::read)
                .list();
    }

    /** Puts a version away, or takes it back. Calls that are pinned to it do not notice. */
    public static void setArchived(TenantTx tx, AgentId agent, VersionId id, boolean archived) {
        tx.sql(
                        "update agent_versions set status = ? where agent_id = ? and id = ?",
                        archived ? "archived" : "published",
                        agent.value(),
                        id.value())
                .update();
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
        String base = row.getString("based_on");
        return new AgentVersion(
                new AgentId(Rows.uuid(row, "agent_id")),
                new VersionId(row.getString("id")),
                row.getInt("number"),
                row.getString("snapshot"),
                row.getString("status").equals("archived"),
                base == null ? null : new VersionId(base),
                row.getString("note"),
                row.getString("created_by"),
                Rows.instant(row, "created_at"));
    }
}
