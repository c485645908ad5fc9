package dev.voiceops.simulators.openai;

import tools.jackson.databind.JsonNode;

/** How a tool message reads to a model that has only its text. */
enum ToolOutcome {
    SUCCEEDED,
    FAILED,
    UNKNOWN;

    /** Understands plain results, and results wrapped as {@code {status, output|error}}. */
    static ToolOutcome of(JsonNode result) {
        var status = result.path("status").asString("");
        if (status.equals("unknown") || status.equals("pending") || status.equals("still_running")) {
            return UNKNOWN;
        }
        boolean failed = status.equals("failed")
                || status.equals("cancelled")
                || (result.has("error") && !result.path("error").isNull());
        return failed ? FAILED : SUCCEEDED;
    }

    /** The result proper, taken out of its wrapping if it has one. */
    static JsonNode output(JsonNode result) {
        for (var wrapping : new String[] {"output_json", "output", "result", "data"}) {
            if (result.path(wrapping).isObject()) {
                return result.path(wrapping);
            }
        }
        return result;
    }
}
