package dev.voiceops.store;

import dev.voiceops.contracts.ToolClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tools of a tenant, where they are served, and which version may use them. */
public final class Tools {
    private static final String SELECT = """
            select t.id, t.name, t.description, t.class, t.input_schema::text, t.output_schema::text,
                   t.timeout_ms, t.soft_limit_ms, t.filler, t.retries, t.max_per_call, t.max_per_minute, t.read_back
            from tools t\s""";

    private Tools() {}

    /** Adds a tool and where it is served; CONFLICT if the tenant has one of this name. */
    public static void insert(TenantTx tx, Tool tool, Tool.Endpoint endpoint) {
        insert(tx, tool);
        serve(tx, tool.id(), endpoint);
    }

    /** Adds a tool that is served nowhere yet; CONFLICT if the tenant has one of this name. */
    public static void insert(TenantTx tx, Tool tool) {
        tx.sql(
                        """
                        insert into tools (id, name, description, class, input_schema, output_schema,
                                           timeout_ms, soft_limit_ms, filler, retries, max_per_call, max_per_minute, read_back)
                        values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)""",
                        tool.id().value(),
                        tool.name(),
                        tool.description(),
                        tool.toolClass().wire(),
                        tool.inputSchema(),
                        tool.outputSchema(),
                        tool.timeoutMs(),
                        tool.softLimitMs(),
                        tool.filler(),
                        tool.retries(),
                        tool.maxPerCall(),
                        tool.maxPerMinute(),
                        tool.readBack())
                .update();
    }

    /** Changes a tool; its name stays. False if the tenant has no such tool, or has put it away. */
    public static boolean change(TenantTx tx, Tool tool) {
        return tx.sql(
                                """
                        update tools set description = ?, class = ?, input_schema = ?::jsonb, output_schema = ?::jsonb,
                            timeout_ms = ?, soft_limit_ms = ?, filler = ?, retries = ?, max_per_call = ?, max_per_minute = ?,
                            read_back = ?, updated_at = now()
                        where id = ? and state = 'active'""",
                                tool.description(),
                                tool.toolClass().wire(),
                                tool.inputSchema(),
                                tool.outputSchema(),
                                tool.timeoutMs(),
                                tool.softLimitMs(),
                                tool.filler(),
                                tool.retries(),
                                tool.maxPerCall(),
                                tool.maxPerMinute(),
                                tool.readBack(),
                                tool.id().value())
                        .update()
                == 1;
    }

    /** Says where a tool is served from now on. */
    public static void serve(TenantTx tx, ToolId tool, Tool.Endpoint endpoint) {
        tx.sql(
                        """
                        insert into tool_endpoints (tool_id, integration_id, method, path, headers)
                        values (?, ?, ?, ?, ?::jsonb)
                        on conflict (tenant_id, tool_id) do update
                        set integration_id = excluded.integration_id, method = excluded.method, path = excluded.path,
                            headers = excluded.headers""",
                        tool.value(),
                        endpoint.integration().value(),
                        endpoint.method(),
                        endpoint.path(),
                        endpoint.headers())
                .update();
    }

    /** Serves a tool nowhere; false: it was served nowhere before. */
    public static boolean unserve(TenantTx tx, ToolId tool) {
        return tx.sql("delete from tool_endpoints where tool_id = ?", tool.value())
                        .update()
                == 1;
    }

    /** Puts a tool away for good: no call may use it any more, whatever its version says. */
    public static boolean archive(TenantTx tx, ToolId tool) {
        return tx.sql(
                                "update tools set state = 'archived', updated_at = now() where id = ? and state = 'active'",
                                tool.value())
                        .update()
                == 1;
    }

    /** Tools that are not put away, by name, those after {@code afterName}; at most {@code limit}. */
    public static List<Tool> list(TenantTx tx, String afterName, int limit) {
        return tx.sql(SELECT + "where t.state = 'active' and t.name > ? order by t.name limit ?", afterName, limit)
                .query(Tools::read)
                .list();
    }

    /** An agent whose live version may use a tool. */
    public record Use(AgentId agent, String agentName, VersionId version) {}

    /** Who uses the tool in calls that begin now. */
    public static List<Use> liveUses(TenantTx tx, ToolId tool) {
        return tx.sql("""
                        select a.id, a.name, a.live_version_id from agents a
                        join version_tools v on v.tenant_id = a.tenant_id and v.agent_id = a.id
                                            and v.version_id = a.live_version_id
                        where v.tool_id = ? order by a.name, a.id""", tool.value())
                .query((row, number) -> new Use(
                        new AgentId(Rows.uuid(row, "id")),
                        row.getString("name"),
                        new VersionId(row.getString("live_version_id"))))
                .list();
    }

    /** One tool that is not put away. */
    public static Optional<Tool> find(TenantTx tx, ToolId id) {
        return tx.sql(SELECT + "where t.id = ? and t.state = 'active'", id.value())
                .query(Tools::read)
                .optional();
    }

    /** The tool of this name, unless it is put away. */
    public static Optional<Tool> byName(TenantTx tx, String name) {
        return tx.sql(SELECT + "where t.name = ? and t.state = 'active'", name)
                .query(Tools::read)
                .optional();
    }

    /** The tools that drafts may name: active, and served somewhere. By name. */
    public static List<Tool> usable(TenantTx tx) {
        return tx.sql(SELECT + """
            join tool_endpoints e on e.tenant_id = t.tenant_id and e.tool_id = t.id
            where t.state = 'active' order by t.name""").query(Tools::read).list();
    }

    /** The names of the tools that an integration serves. */
    public static List<String> servedBy(TenantTx tx, IntegrationId integration) {
        return tx.sql("""
                        select t.name from tools t
                        join tool_endpoints e on e.tenant_id = t.tenant_id and e.tool_id = t.id
                        where e.integration_id = ? order by t.name""", integration.value()).query(String.class).list();
    }

    /** The allowlist of a version by name, without tools that were put away since. */
    public static List<Tool> ofVersion(TenantTx tx, AgentId agent, VersionId version) {
        return tx.sql(SELECT + """
                        join version_tools v on v.tenant_id = t.tenant_id and v.tool_id = t.id
                        where v.agent_id = ? and v.version_id = ? and t.state = 'active' order by t.name""", agent.value(), version.value())
                .query(Tools::read)
                .list();
    }

    /** What a tool is called, also when it was put away. */
    public static Optional<String> name(TenantTx tx, ToolId id) {
        return tx.sql("select name from tools where id = ?", id.value())
                .query(String.class)
                .optional();
    }

    /** Where a tool is served. */
    public static Optional<Tool.Endpoint> endpoint(TenantTx tx, ToolId id) {
        return tx.sql(
                        "select integration_id, method, path, headers::text from tool_endpoints where tool_id = ?",
                        id.value())
                .query((row, number) -> new Tool.Endpoint(
                        new IntegrationId(Rows.uuid(row, "integration_id")),
                        row.getString("method"),
                        row.getString("path"),
                        row.getString("headers")))
                .optional();
    }

    private static Tool read(ResultSet row, int number) throws SQLException {
        return new Tool(
                new ToolId(Rows.uuid(row, "id")),
                row.getString("name"),
                row.getString("description"),
                ToolClass.valueOf(row.getString("class").toUpperCase(Locale.ROOT)),
                row.getString("input_schema"),
                row.getString("output_schema"),
                row.getInt("timeout_ms"),
                row.getInt("soft_limit_ms"),
                row.getString("filler"),
                row.getInt("retries"),
                row.getInt("max_per_call"),
                row.getInt("max_per_minute"),
                row.getString("read_back"));
    }
}
