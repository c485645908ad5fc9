package dev.voiceops.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The tools that a call's version may use, as the gateway will enforce them. */
public record ToolCatalog(UUID callId, List<Entry> tools) {
    /** @throws ContractViolation when the call is not named */
    public ToolCatalog {
        Demand.present(callId, "call_id");
        tools = Demand.copy(tools);
    }

    /** One tool; {@code timeoutMs} is the gateway's hard limit for one execution, retries included. */
    public record Entry(
            UUID id,
            String name,
            String description,
            JsonNode inputSchema,
            @JsonProperty("class") ToolClass toolClass,
            int timeoutMs) {}
}
