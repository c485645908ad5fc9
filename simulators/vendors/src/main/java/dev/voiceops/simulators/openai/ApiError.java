package dev.voiceops.simulators.openai;

import dev.voiceops.simulators.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAI error: HTTP status and the members of its {@code error} object. */
record ApiError(
        int status,
        String message,
        String type,
        @Nullable String param,
        @Nullable String code) {

    static ApiError invalid(String message, @Nullable String param, @Nullable String code) {
        return new ApiError(400, message, "invalid_request_error", param, code);
    }

    /** The vendor's usual error for a status; {@code code} overrules its code, e.g. {@code insufficient_quota}. */
    static ApiError of(int status, String code) {
        return switch (status) {
            case 401 -> named(401, "Incorrect API key provided.", "invalid_request_error", code, "invalid_api_key");
            case 404 -> named(404, "The model does not exist.", "invalid_request_error", code, "model_not_found");
            case 402, 429 ->
                code.isEmpty() && status == 429
                        ? named(429, "Rate limit reached for requests.", "requests", "", "rate_limit_exceeded")
                        : named(
                                429,
                                "You exceeded your current quota.",
                                "insufficient_quota",
                                code,
                                "insufficient_quota");
            case 503 ->
                named(503, "The server is overloaded.", "service_unavailable_error", code, "server_is_overloaded");
            default -> named(status, "The server had an error.", "server_error", code, "server_error");
        };
    }

    private static ApiError named(int status, String message, String type, String code, String usual) {
        return new ApiError(status, message, type, null, code.isEmpty() ? usual : code);
    }

    ObjectNode body() {
        var body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }
}
