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
               t.timeout_ms, t.soft_limit_ms, t.filler, t.retries
        from tools t\s""";

    private Tools() {}

    /** Adds a tool and where it is served; CONFLICT if the tenant has one of this name. */
    public static void insert(TenantTx tx, Tool tool, Tool.Endpoint endpoint) {
        tx.sql(
                        """
                        insert into tools (id, name, description, class, input_schema, output_schema,
                                           timeout_ms, soft_limit_ms, filler, retries)
                        values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?)""",
                        tool.id().value(),
                        tool.name(),
                        tool.description(),
                        tool.toolClass().wire(),
                        tool.inputSchema(),
                        tool.outputSchema(),
                        tool.timeoutMs(),
                        tool.softLimitMs(),
                        tool.filler(),
                        tool.retries())
                .update();
        tx.sql(
                        """
                        insert into tool_endpoints (tool_id, integration_id, method, path, headers)
                        values (?, ?, ?, ?, ?::jsonb)""",
                        tool.id().value(),
                        endpoint.integration().value(),
                        endpoint.method(),
                        endpoint.path(),
                        endpoint.headers())
                .update();
    }

    /** One tool. */
    public static Optional<Tool> find(TenantTx tx, ToolId id) {
        return tx.sql(SELECT + "where t.id = ?", id.value()).query(Tools::read).optional();
    }

    /** The tool of this name. */
    public static Optional<Tool> byName(TenantTx tx, String name) {
        return tx.sql(SELECT + "where t.name = ?", name).query(Tools::read).optional();
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

    /** The allowlist of a version, by name. */
    public static List<Tool> ofVersion(TenantTx tx, AgentId agent, VersionId version) {
        return tx.sql(SELECT + """
            join version_tools v on v.tenant_id = t.tenant_id and v.tool_id = t.id
            where v.agent_id = ? and v.version_id = ? order by t.name""", agent.value(), version.value())
                .query(Tools::read)
                .list();
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
                row.getInt("retries"));
    }
}
