package dev.voiceops.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tools were imported from. */
public final class ToolSources {
    private ToolSources() {}

    /** What kind of catalogue a tool came from. */
    public enum Origin {
        /** A workflow of n8n's public API. */
        WORKFLOW,
        /** A tool of an MCP server. */
        MCP
    }

    /**
     * Where one tool came from.
     *
     * @param reference the tool's name there: a workflow's webhook, or the tool of an MCP server
     * @param workflowId n8n's id of the workflow; null: it was not told
     * @param snapshot JSON object text of what was found at the import
     * @param importedAt when it was found so; decided by the database
     */
    public record Source(
            ToolId tool,
            IntegrationId integration,
            Origin origin,
            String reference,
            @Nullable String workflowId,
            String snapshot,
            @Nullable Instant importedAt) {}

    /** Notes where a tool came from, in place of what was noted before. */
    public static void put(TenantTx tx, Source source) {
        tx.sql(
                        """
                        insert into tool_sources (tool_id, integration_id, origin, reference, workflow_id, snapshot)
                        values (?, ?, ?, ?, ?, ?::jsonb)
                        on conflict (tenant_id, tool_id) do update
                        set integration_id = excluded.integration_id, origin = excluded.origin, reference = excluded.reference,
                            workflow_id = excluded.workflow_id, snapshot = excluded.snapshot, imported_at = now()""",
                        source.tool().value(),
                        source.integration().value(),
                        source.origin().name().toLowerCase(Locale.ROOT),
                        source.reference(),
                        source.workflowId(),
                        source.snapshot())
                .update();
    }

    /** Where this tool came from; empty if somebody made it by hand. */
    public static Optional<Source> find(TenantTx tx, ToolId tool) {
        return tx.sql("""
                        select tool_id, integration_id, origin, reference, workflow_id, snapshot::text, imported_at
                        from tool_sources where tool_id = ?""", tool.value())
                .query((row, number) -> new Source(
                        tool,
                        new IntegrationId(Rows.uuid(row, "integration_id")),
                        Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                        row.getString("reference"),
                        row.getString("workflow_id"),
                        row.getString("snapshot"),
                        Rows.instant(row, "imported_at")))
                .optional();
    }
}
