package dev.voiceops.vendors.openai;

import dev.voiceops.call.Line;
import dev.voiceops.call.ToolCall;
import dev.voiceops.call.ToolResult;
import dev.voiceops.vendors.LlmRequest;
import dev.voiceops.vendors.ToolSpec;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the body of {@code POST /chat/completions}. */
final class ChatRequest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ChatRequest() {}

    /** @throws IllegalArgumentException when a tool's schema is not JSON */
    static String body(LlmRequest request) {
        var options = request.options();
        var body = JSON.createObjectNode().put("model", options.model()).put("stream", true);
        body.put("store", false); // left out, the account's settings decide
        body.putObject("stream_options").put("include_usage", true).put("include_obfuscation", false);
        if (!request.cacheKey().isBlank()) body.put("prompt_cache_key", request.cacheKey());
        if (options.temperature() != null) body.put("temperature", options.temperature());
        if (options.effort() != null) body.put("reasoning_effort", options.effort());
        if (options.maxTokens() != null) body.put("max_completion_tokens", options.maxTokens());
        if (!request.tools().isEmpty()) {
            var tools = body.putArray("tools");
            request.tools().forEach(tool -> add(tools, tool));
            if (!request.mayUseTools()) body.put("tool_choice", "none");
        }
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", request.prompt());
        request.dialogue().forEach(line -> add(messages, line));
        return JSON.writeValueAsString(body);
    }

    private static void add(ArrayNode tools, ToolSpec tool) {
        try {
            var schema = JSON.readTree(tool.inputSchema());
            var function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name()).put("description", tool.description());
            function.set("parameters", schema);
            function.put("strict", StrictSchema.violations(schema).isEmpty());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("input schema of tool " + tool.name() + " is not JSON", e);
        }
    }

    private static void add(ArrayNode messages, Line line) {
        switch (line) {
            case Line.Caller caller -> messages.addObject().put("role", "user").put("content", caller.text());
            case Line.Note note -> messages.addObject().put("role", "system").put("content", note.text());
            case Line.Agent agent -> add(messages, agent);
        }
    }

    /** One message of the agent's, then one for each tool it called: the vendor refuses an unanswered call. */
    private static void add(ArrayNode messages, Line.Agent agent) {
        var text = agent.marked();
        if (text.isBlank() && agent.tools().isEmpty()) return;
        var message = messages.addObject().put("role", "assistant");
        if (text.isBlank()) message.putNull("content");
        else message.put("content", text);
        if (agent.tools().isEmpty()) return;
        var calls = message.putArray("tool_calls");
        for (var use : agent.tools()) {
            var call = calls.addObject().put("id", use.call().id()).put("type", "function");
            call.putObject("function").put("name", use.call().name()).put("arguments", arguments(use.call()));
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", use.call().id())
                    .put("content", content(use.result()));
        }
    }

    /** Compatible servers read them as JSON and fail the whole request if they are not. */
    private static String arguments(ToolCall call) {
        return json(call.arguments()).filter(JsonNode::isObject).isPresent() ? call.arguments() : "{}";
    }

    /** The tool's own words are always below {@code data} or {@code message}: beside them, nothing is theirs. */
    private static String content(ToolResult result) {
        ObjectNode content =
                JSON.createObjectNode().put("status", result.status().name().toLowerCase(Locale.ROOT));
        if (result.status() == ToolResult.Status.SUCCEEDED) {
            json(result.output())
                    .ifPresentOrElse(data -> content.set("data", data), () -> content.put("data", result.output()));
        } else {
            content.put("message", result.output());
        }
        if (!result.instruction().isEmpty()) content.put("instruction", result.instruction());
        return JSON.writeValueAsString(content);
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
