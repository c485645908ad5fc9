package dev.voiceops.simulators.openai;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How a tool message reads to a model that has only its text. */
enum ToolOutcome {
    SUCCEEDED,
    FAILED,
    UNKNOWN;

    private static final Set<String> UNCERTAIN = Set.of("unknown", "pending");
    private static final Set<String> NOT_DONE = Set.of("failed", "cancelled", "rejected");
    private static final Set<String> WRAPPING = Set.of("status", "message", "instruction");

    /** A result is the tool's own JSON, wrapped or not; a failure is {@code {status, message, instruction}}, or has an error. */
    static ToolOutcome of(JsonNode result) {
        boolean bare = result.isObject() && WRAPPING.containsAll(result.propertyNames());
        var status = bare ? result.path("status").asString("") : "";
        if (UNCERTAIN.contains(status)) {
            return UNKNOWN;
        }
        boolean error = result.has("error") && !result.path("error").isNull();
        return error || NOT_DONE.contains(status) ? FAILED : SUCCEEDED;
    }

    /** The result proper, taken out of its wrapping if it has one. */
    static JsonNode output(JsonNode result) {
        for (var wrapping : new String[] {"output", "result", "data"}) {
            if (result.path(wrapping).isObject()) {
                return result.path(wrapping);
            }
        }
        return result;
    }
}
