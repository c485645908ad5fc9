package dev.voiceops.simulators.openai;

import dev.voiceops.simulators.wire.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer in one piece, for requests without {@code stream}. */
final class Completion {
    private Completion() {}

    static ObjectNode of(JsonNode request, Decision decision, String id, long created) {
        var completion = Json.object()
                .put("id", id)
                .put("object", "chat.completion")
                .put("created", created)
                .put("model", request.path("model").asString(""));
        var choice = completion.putArray("choices").addObject().put("index", 0).putNull("logprobs");
        var message = choice.putObject("message").put("role", "assistant").putNull("refusal");
        message.put("content", decision.text().isEmpty() ? null : decision.text());
        if (!decision.tools().isEmpty()) {
            var calls = message.putArray("tool_calls");
            for (var call : decision.tools()) {
                calls.addObject()
                        .put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.name())
                        .put("arguments", call.arguments());
            }
        }
        choice.put("finish_reason", decision.tools().isEmpty() ? "stop" : "tool_calls");
        completion.set("usage", Usage.of(request, List.of(decision.text(), "", "")));
        return completion;
    }
}
