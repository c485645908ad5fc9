package dev.voiceops.store;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import org.jspecify.annotations.Nullable;

/**
 * An action that an agent may take for the caller.
 *
 * @param name as the model calls it; unique in the tenant
 * @param inputSchema JSON Schema 2020-12 as JSON text
 * @param outputSchema the same for the answer; null: any JSON
 * @param timeoutMs hard limit of one execution, attempts and waiting included
 * @param softLimitMs after which the caller hears the filler
 * @param filler what is said then; null: nothing
 * @param retries further attempts; only a {@code read} may have any
 * @param maxPerCall executions in one call
 * @param maxPerMinute executions in any 60 s, over all calls
 * @param readBack the question the caller must say yes to before it runs, with slots for its arguments; null: the agent's own for an
 *     irreversible tool, none for others
 */
public record Tool(
        ToolId id,
        String name,
        String description,
        ToolClass toolClass,
        String inputSchema,
        @Nullable String outputSchema,
        int timeoutMs,
        int softLimitMs,
        @Nullable String filler,
        int retries,
        int maxPerCall,
        int maxPerMinute,
        @Nullable String readBack) {
    /** With the limits a tool begins with, and no question of its own. */
    public Tool(
            ToolId id,
            String name,
            String description,
            ToolClass toolClass,
            String inputSchema,
            @Nullable String outputSchema,
            int timeoutMs,
            int softLimitMs,
            @Nullable String filler,
            int retries) {
        this(
                id,
                name,
                description,
                toolClass,
                inputSchema,
                outputSchema,
                timeoutMs,
                softLimitMs,
                filler,
                retries,
                20,
                120,
                null);
    }

    /** The tool as a version pins it: what a call pinned to that version is held to, whatever becomes of the tool. */
    public AgentSnapshot.Tool pinned() {
        return new AgentSnapshot.Tool(
                name,
                description,
                Json.tree(inputSchema),
                toolClass,
                softLimitMs,
                timeoutMs,
                filler,
                readBack,
                outputSchema == null ? null : Json.tree(outputSchema),
                new AgentSnapshot.Tool.Limits(maxPerCall, maxPerMinute, retries));
    }

    /**
     * Where a tool is served.
     *
     * @param method HTTP method, upper case
     * @param path appended to the integration's base URL; begins with a slash
     * @param headers JSON object text of further headers
     */
    public record Endpoint(IntegrationId integration, String method, String path, String headers) {}
}
