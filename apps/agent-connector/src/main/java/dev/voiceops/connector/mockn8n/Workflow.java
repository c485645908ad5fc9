package dev.voiceops.connector.mockn8n;

import dev.voiceops.contracts.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One published workflow: what its Respond node answers to an input. Any thread. */
@FunctionalInterface
interface Workflow {
    /** @param input the tool's input object */
    Response run(JsonNode input);

    /** Status and JSON body of the Respond node. */
    record Response(int status, JsonNode body) {
        static Response ok(Map<String, ?> body) {
            return new Response(200, Json.mapper().valueToTree(body));
        }

        /** A business error, as the contract with the gateway wants it: 422 with {@code error.code} and a sentence. */
        static Response refused(String code, String message) {
            return new Response(
                    422, Json.mapper().valueToTree(Map.of("error", Map.of("code", code, "message", message))));
        }
    }

    /** A text or number member as text without blanks around; empty when absent. */
    static String text(JsonNode input, String name) {
        JsonNode value = input.path(name);
        return value.isValueNode() && !value.isNull() ? value.asString().strip() : "";
    }
}
