package dev.voiceops.control.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.Tools;
import dev.voiceops.store.Versions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool with where it is served and who uses it now.
 *
 * @param readBack the question the caller must say yes to; null: the agent's own for an irreversible tool, none for others
 * @param endpoint null: nowhere yet, so no call can use it
 * @param usedBy agents whose live version may use it
 */
record ToolView(
        UUID id,
        String name,
        String description,
        @JsonProperty("class") ToolClass toolClass,
        JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        int timeoutMs,
        int softLimitMs,
        @Nullable String filler,
        int retries,
        int maxPerCall,
        int maxPerMinute,
        @Nullable String readBack,
        @Nullable EndpointView endpoint,
        List<Use> usedBy) {

    /**
     * An agent whose live version may use the tool.
     *
     * @param pinnedDiffers its version pinned the tool as it was before it was changed: calls are held to that until the agent is
     *     published again
     */
    record Use(UUID agentId, String agentName, String versionId, boolean pinnedDiffers) {}

    /** Where it is served; {@code headers} may hold {@code {secret}}, never the secret. */
    record EndpointView(UUID integrationId, String method, String path, JsonNode headers) {
        static EndpointView of(Tool.Endpoint endpoint) {
            return new EndpointView(
                    endpoint.integration().value(), endpoint.method(), endpoint.path(), Json.tree(endpoint.headers()));
        }
    }

    static ToolView of(TenantTx tx, Tool tool) {
        String output = tool.outputSchema();
        return new ToolView(
                tool.id().value(),
                tool.name(),
                tool.description(),
                tool.toolClass(),
                Json.tree(tool.inputSchema()),
                output == null ? null : Json.tree(output),
                tool.timeoutMs(),
                tool.softLimitMs(),
                tool.filler(),
                tool.retries(),
                tool.maxPerCall(),
                tool.maxPerMinute(),
                tool.readBack(),
                Tools.endpoint(tx, tool.id()).map(EndpointView::of).orElse(null),
                Tools.liveUses(tx, tool.id()).stream()
                        .map(use -> use(tx, tool, use))
                        .toList());
    }

    private static Use use(TenantTx tx, Tool tool, Tools.Use use) {
        boolean same = Versions.find(tx, use.agent(), use.version()).stream()
                .flatMap(version -> Json.read(version.snapshot(), AgentSnapshot.class).tools().stream())
                .anyMatch(tool.pinned()::equals);
        return new Use(use.agent().value(), use.agentName(), use.version().value(), !same);
    }
}
