package dev.voiceops.simulators.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The messages of a request as a brain needs them. */
record Dialogue(List<JsonNode> messages) {

    static Dialogue of(JsonNode request) {
        return new Dialogue(request.path("messages").valueStream().toList());
    }

    static String text(JsonNode message) {
        var content = message.path("content");
        return content.isArray()
                ? content.valueStream()
                        .map(part -> part.path("text").asString(""))
                        .collect(Collectors.joining(" "))
                : content.asString("");
    }

    int userMessages() {
        return said().size();
    }

    /** All the caller ever said, oldest first. */
    List<String> said() {
        return messages.stream()
                .filter(one -> is(one, "user"))
                .map(Dialogue::text)
                .toList();
    }

    /** What the caller said since the agent last spoke or a tool last answered. */
    String latest() {
        var latest = new ArrayList<String>();
        for (var message : messages.reversed()) {
            if (is(message, "assistant") || is(message, "tool")) {
                break;
            }
            if (is(message, "user")) {
                latest.addFirst(text(message));
            }
        }
        return String.join(" ", latest);
    }

    /** The agent's last words, "" if it has not spoken. */
    String agentSaid() {
        return messages.reversed().stream()
                .filter(one -> is(one, "assistant"))
                .map(Dialogue::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /** The tool messages at the end, oldest first; empty when the caller or agent spoke last. */
    List<JsonNode> results() {
        var results = new ArrayList<JsonNode>();
        for (var message : messages.reversed()) {
            if (is(message, "tool")) {
                results.addFirst(message);
            } else if (!is(message, "system") && !is(message, "developer")) {
                break;
            }
        }
        return results;
    }

    /** The name of the function that was called under this id. */
    String calledAs(String id) {
        return messages.stream()
                .flatMap(message -> message.path("tool_calls").valueStream())
                .filter(call -> call.path("id").asString("").equals(id))
                .map(call -> call.path("function").path("name").asString(""))
                .findFirst()
                .orElse("");
    }

    private static boolean is(JsonNode message, String role) {
        return message.path("role").asString("").equals(role);
    }
}
