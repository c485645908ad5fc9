package dev.voiceops.simulators.openai;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the real Chat Completions endpoint refuses, in its order and nearly in its words. */
final class ChatRules {
    private static final Set<String> PARAMETERS = Set.of(
            "model",
            "messages",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "stream",
            "stream_options",
            "max_completion_tokens",
            "max_tokens",
            "temperature",
            "top_p",
            "reasoning_effort",
            "verbosity",
            "stop",
            "store",
            "metadata",
            "prompt_cache_key",
            "safety_identifier",
            "service_tier",
            "response_format",
            "n",
            "seed",
            "user",
            "presence_penalty",
            "frequency_penalty",
            "logprobs",
            "top_logprobs",
            "logit_bias",
            "modalities",
            "prediction",
            "audio",
            "web_search_options");
    private static final Pattern MODEL = Pattern.compile("(gpt-|o\\d|chatgpt-|scripted).*");
    private static final Pattern REASONING = Pattern.compile("(gpt-5|o\\d).*");
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");
    private static final List<Function<JsonNode, Optional<ApiError>>> RULES = List.of(
            ChatRules::parameters,
            ChatRules::model,
            ChatRules::sampling,
            ChatRules::streaming,
            ChatRules::roles,
            ChatRules::toolMessages,
            ChatRules::tools,
            ChatRules::choice);

    private ChatRules() {}

    static Optional<ApiError> offence(JsonNode request) {
        return RULES.stream().flatMap(rule -> rule.apply(request).stream()).findFirst();
    }

    private static Optional<ApiError> parameters(JsonNode request) {
        return request.propertyNames().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .map(name -> ApiError.invalid("Unknown parameter: '" + name + "'.", name, "unknown_parameter"));
    }

    private static Optional<ApiError> model(JsonNode request) {
        if (!request.path("model").isString()) {
            return Optional.of(ApiError.invalid("you must provide a model parameter", null, null));
        }
        var model = request.path("model").asString();
        return MODEL.matcher(model).matches()
                ? Optional.empty()
                : Optional.of(new ApiError(
                        404,
                        "The model `" + model + "` does not exist or you do not have access to it.",
                        "invalid_request_error",
                        null,
                        "model_not_found"));
    }

    private static Optional<ApiError> sampling(JsonNode request) {
        if (!REASONING.matcher(request.path("model").asString()).matches()) {
            return Optional.empty();
        }
        if (request.has("max_tokens")) {
            return Optional.of(ApiError.invalid(
                    "Unsupported parameter: 'max_tokens' is not supported with this model."
                            + " Use 'max_completion_tokens' instead.",
                    "max_tokens",
                    "unsupported_parameter"));
        }
        boolean thinks = !request.path("reasoning_effort").asString("").equals("none");
        if (thinks && request.has("temperature") && request.path("temperature").asDouble() != 1) {
            return Optional.of(ApiError.invalid(
                    "Unsupported value: 'temperature' does not support " + request.path("temperature")
                            + " with this model. Only the default (1) value is supported.",
                    "temperature",
                    "unsupported_value"));
        }
        return Optional.empty();
    }

    private static Optional<ApiError> streaming(JsonNode request) {
        return request.has("stream_options") && !request.path("stream").asBoolean(false)
                ? Optional.of(ApiError.invalid(
                        "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                        "stream_options",
                        null))
                : Optional.empty();
    }

    private static Optional<ApiError> roles(JsonNode request) {
        var messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            return Optional.of(ApiError.invalid(
                    "Invalid 'messages': empty array. Expected an array with minimum length 1.",
                    "messages",
                    "empty_array"));
        }
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            if (!ROLES.contains(message.path("role").asString(""))) {
                return Optional.of(ApiError.invalid(
                        "Invalid value: '" + message.path("role").asString("") + "'. Supported values are: "
                                + "'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
                        "messages[" + i + "].role",
                        "invalid_value"));
            }
            if (message.path("content").isMissingNode()
                    || message.path("content").isNull()) {
                if (!message.path("tool_calls").isArray()) {
                    return Optional.of(ApiError.invalid(
                            "Invalid value for 'content': expected a string, got null.",
                            "messages.[" + i + "].content",
                            null));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> toolMessages(JsonNode request) {
        Set<String> owed = new LinkedHashSet<>();
        int index = 0;
        for (var message : request.path("messages")) {
            if (message.path("role").asString().equals("tool")) {
                if (!owed.remove(message.path("tool_call_id").asString(""))) {
                    return Optional.of(ApiError.invalid(
                            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message"
                                    + " with 'tool_calls'.",
                            "messages.[" + index + "].role",
                            null));
                }
            } else if (!owed.isEmpty()) {
                return Optional.of(unanswered(owed));
            } else {
                message.path("tool_calls")
                        .forEach(call -> owed.add(call.path("id").asString("")));
            }
            index++;
        }
        return owed.isEmpty() ? Optional.empty() : Optional.of(unanswered(owed));
    }

    private static ApiError unanswered(Set<String> owed) {
        return ApiError.invalid(
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                        + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                        + String.join(", ", owed),
                "messages",
                null);
    }

    private static Optional<ApiError> tools(JsonNode request) {
        int index = 0;
        for (var tool : request.path("tools")) {
            var where = "tools[" + index++ + "].function";
            var function = tool.path("function");
            var name = function.path("name").asString("");
            if (!TOOL_NAME.matcher(name).matches()) {
                return Optional.of(ApiError.invalid(
                        "Invalid '" + where + ".name': string does not match pattern. Expected a string that matches"
                                + " the pattern '^[a-zA-Z0-9_-]+$'.",
                        where + ".name",
                        "invalid_value"));
            }
            var offence = function.path("strict").asBoolean(false)
                    ? StrictSchema.offence(function.path("parameters"))
                    : loose(function.path("parameters"));
            if (offence.isPresent()) {
                return Optional.of(ApiError.invalid(
                        "Invalid schema for function '" + name + "': " + offence.get(),
                        where + ".parameters",
                        "invalid_function_parameters"));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> loose(JsonNode schema) {
        return schema.isMissingNode() || schema.path("type").asString("").equals("object")
                ? Optional.empty()
                : Optional.of("schema must be a JSON Schema of 'type: \"object\"'.");
    }

    private static Optional<ApiError> choice(JsonNode request) {
        var name = request.path("tool_choice").path("function").path("name");
        if (!name.isString()) {
            return Optional.empty();
        }
        for (var tool : request.path("tools")) {
            if (tool.path("function").path("name").equals(name)) {
                return Optional.empty();
            }
        }
        return Optional.of(ApiError.invalid(
                "Tool choice '" + name.asString() + "' not found in 'tools' parameter.", "tool_choice", null));
    }
}
