package dev.voiceops.control.discovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.contracts.ToolClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool as it stands in a tenant's automation now.
 *
 * @param reference names it there for good: {@code <workflow>/<node>}, or {@code <MCP path>#<tool>}
 * @param workflowId n8n's id of the workflow; null: it was not told
 * @param title what people there call it
 * @param active whether it would answer; of an MCP server: that it is listed
 * @param method of its webhook; null: it has none
 * @param path of its webhook, below {@code /webhook}, with a slash in front; null: it has none
 * @param responseMode of its webhook, in n8n's words
 * @param authentication that its webhook asks for, in n8n's words
 * @param name for the model, where the workflow tells one
 * @param toolClass where the workflow tells it; what an MCP server claims of itself is only a hint and stands in {@code remarks}
 * @param inputSchema as it is told there; null: it is not
 * @param remarks why it cannot be used as it is, and what to do
 */
public record Found(
        String reference,
        @Nullable String workflowId,
        String title,
        boolean active,
        @Nullable String method,
        @Nullable String path,
        @Nullable String responseMode,
        @Nullable String authentication,
        @Nullable String name,
        @Nullable String description,
        @JsonProperty("class") @Nullable ToolClass toolClass,
        @Nullable JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        List<String> remarks) {
    public Found {
        remarks = List.copyOf(remarks);
    }
}
