package dev.voiceops.store;

import dev.voiceops.contracts.ToolClass;
import org.jspecify.annotations.Nullable;

/**
 * An action that an agent may take for the caller.
 *
 * @param name as the model calls it; unique in the tenant
 * @param inputSchema JSON Schema 2020-12 as JSON text
 * @param outputSchema the same for the answer; null: any JSON
 * @param timeoutMs hard limit of one attempt
 * @param softLimitMs after which the caller hears the filler
 * @param filler what is said then; null: nothing
 * @param retries further attempts; only a {@code read} may have any
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
        int retries) {
    /**
     * Where a tool is served.
     *
     * @param method HTTP method, upper case
     * @param path appended to the integration's base URL; begins with a slash
     * @param headers JSON object text of further headers
     */
    public record Endpoint(IntegrationId integration, String method, String path, String headers) {}
}
