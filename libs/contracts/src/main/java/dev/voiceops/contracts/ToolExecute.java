package dev.voiceops.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Connector to automation gateway: run a tool for a call.
 *
 * @param inputJson the arguments, a JSON object
 * @param toolCallId the model's id of this tool call; the same id of the same call is the same request and runs once
 * @param confirmation the caller's yes; an {@code irreversible} tool does not run without it
 */
public record ToolExecute(
        UUID callId,
        JsonNode inputJson,
        String traceId,
        String toolCallId,
        @Nullable ToolConfirmation confirmation) {
    /** @throws ContractViolation naming the first missing field */
    public ToolExecute {
        Demand.present(callId, "call_id");
        if (!Demand.present(inputJson, "input_json").isObject()) {
            throw new ContractViolation("input_json: must be an object");
        }
        Demand.text(traceId, "trace_id");
        Demand.text(toolCallId, "tool_call_id");
    }

    /** For a tool that needs no confirmation. */
    public ToolExecute(UUID callId, JsonNode inputJson, String traceId, String toolCallId) {
        this(callId, inputJson, traceId, toolCallId, null);
    }

    /** Hides the arguments. */
    @Override
    public String toString() {
        return "ToolExecute[call " + callId + ", tool call " + toolCallId + "]";
    }
}
