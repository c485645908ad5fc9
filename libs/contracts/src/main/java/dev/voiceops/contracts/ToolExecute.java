package dev.voiceops.contracts;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Connector to automation gateway: run a tool for a call.
 *
 * @param inputJson the arguments, a JSON object
 * @param toolCallId the model's id of this tool call; the same id of the same call is the same request and runs once
 */
public record ToolExecute(UUID callId, JsonNode inputJson, String traceId, String toolCallId) {
    /** @throws ContractViolation naming the first missing field */
    public ToolExecute {
        Demand.present(callId, "call_id");
        if (!Demand.present(inputJson, "input_json").isObject()) {
            throw new ContractViolation("input_json: must be an object");
        }
        Demand.text(traceId, "trace_id");
        Demand.text(toolCallId, "tool_call_id");
    }

    /** Hides the arguments. */
    @Override
    public String toString() {
        return "ToolExecute[call " + callId + ", tool call " + toolCallId + "]";
    }
}
