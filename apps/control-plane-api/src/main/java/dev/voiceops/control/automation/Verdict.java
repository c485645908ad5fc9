package dev.voiceops.control.automation;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import tools.jackson.databind.JsonNode;

/**
 * What one answer of an endpoint means for the tool. Knows how n8n speaks (measured on n8n 2.41): an empty 200 is a workflow that
 * ended early, "Workflow was started" is a wrong response mode, 403 and 404 come as text or JSON, faults as 500 without detail.
 */
sealed interface Verdict {
    /** It worked. */
    record Done(JsonNode output) implements Verdict {}

    /** It surely did not work. {@code mayRetry}: another try could. */
    record Failed(String code, String message, boolean mayRetry) implements Verdict {}

    /** Nobody knows whether it happened. */
    record Unknown(String code, String message) implements Verdict {}

    /** Reads an answer to a tool of this class. */
    static Verdict of(EndpointAnswer answer, ToolClass toolClass) {
        return switch (answer) {
            case EndpointAnswer.Answered(int status, String body, var id) ->
                status / 100 == 2 ? accepted(body) : refused(status, body, toolClass);
            case EndpointAnswer.NotSent(String code) -> new Failed(code, "The automation could not be reached.", true);
            case EndpointAnswer.Lost(String code) -> lost(code, toolClass);
        };
    }

    private static Verdict accepted(String body) {
        if (body.isBlank()) return new Failed("empty_answer", "The automation ended without an answer.", false);
        try {
            JsonNode output = Json.tree(body);
            if ("Workflow was started".equals(output.path("message").stringValue(""))) {
                return new Failed("wrong_response_mode", "The automation does not wait for its result.", false);
            }
            return new Done(output);
        } catch (ContractViolation e) {
            return new Failed("not_json", "The automation's answer is not JSON.", false);
        }
    }

    private static Verdict refused(int status, String body, ToolClass toolClass) {
        return switch (status) {
            case 401, 403 -> new Failed("auth_refused", "The automation refused our credential.", false);
            case 404 -> new Failed("not_registered", "The automation is not published.", false);
            case 429 -> new Failed("rate_limited", "The automation is overloaded.", true);
            case 503 -> new Failed("unavailable", "The automation is not available.", true);
            case 502, 504, 524 -> lost("gateway_" + status, toolClass);
            default ->
                status >= 500 ? new Failed("workflow_failed", "The automation failed.", false) : business(status, body);
        };
    }

    /** The recommended way to say no: a 4xx with {@code {"error":{"code","message"}}}. */
    private static Failed business(int status, String body) {
        if (status < 400) return new Failed("redirect_refused", "The automation answered with a redirect.", false);
        try {
            JsonNode error = Json.tree(body).path("error");
            String code = error.path("code").stringValue("");
            if (code.matches("[A-Za-z0-9_.-]{1,64}")) {
                String message = error.path("message").stringValue("The automation refused.");
                return new Failed(code, message.substring(0, Math.min(200, message.length())), false);
            }
        } catch (ContractViolation e) {
            // not our convention: the status alone must do
        }
        return new Failed("refused_" + status, "The automation refused the request.", false);
    }

    private static Verdict lost(String code, ToolClass toolClass) {
        return switch (toolClass) {
            case READ -> new Failed(code, "The automation did not answer in time.", true);
            case WRITE, IRREVERSIBLE -> new Unknown(code, "No answer came; whether it was done is not known.");
        };
    }
}
