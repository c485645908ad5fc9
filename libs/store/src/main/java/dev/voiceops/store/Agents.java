package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agents of a tenant. */
public final class Agents {
    private static final String SELECT = "select id, name, state, live_version_id from agents ";

    private Agents() {}

    /** Adds an agent without a live version. */
    public static void insert(TenantTx tx, AgentId id, String name) {
        tx.sql("insert into agents (id, name) values (?, ?)", id.value(), name).update();
    }

    /** One agent. */
    public static Optional<Agent> find(TenantTx tx, AgentId id) {
        return tx.sql(SELECT + "where id = ?", id.value()).query(Agents::read).optional();
    }

    /** One agent, which nobody else can change until the transaction ends. */
    public static Optional<Agent> lock(TenantTx tx, AgentId id) {
        return tx.sql(SELECT + "where id = ? for update", id.value())
                .query(Agents::read)
                .optional();
    }

    /** Changes name and state. An archived agent answers no calls: its numbers go to their fallbacks. */
    public static void change(TenantTx tx, AgentId id, String name, boolean active) {
        tx.sql("update agents set name = ?, state = ? where id = ?", name, active ? "active" : "archived", id.value())
                .update();
    }

    /** In the order they were made, at most {@code limit}, after this one. */
    public static List<Agent> page(TenantTx tx, @Nullable AgentId after, int limit) {
        return tx.sql(
                        SELECT
                                + "where id > coalesce(?::uuid, '00000000-0000-0000-0000-000000000000') order by id"
                                + " limit ?",
                        after == null ? null : after.toString(),
                        limit)
                .query(Agents::read)
                .list();
    }

    /** All agents by name. */
    public static List<Agent> list(TenantTx tx) {
        return tx.sql(SELECT + "order by name, id").query(Agents::read).list();
    }

    /** Gives new calls this version; MISSING_REFERENCE if the agent has no such version. */
    public static void goLive(TenantTx tx, AgentId id, VersionId version) {
        tx.sql("update agents set live_version_id = ? where id = ?", version.value(), id.value())
                .update();
    }

    private static Agent read(ResultSet row, int number) throws SQLException {
        String live = row.getString("live_version_id");
        return new Agent(
                new AgentId(Rows.uuid(row, "id")),
                row.getString("name"),
                row.getString("state").equals("active"),
                live == null ? null : new VersionId(live));
    }
}
