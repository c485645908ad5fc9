package dev.voiceops.control.automation;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.control.egress.EgressAnswer;
import tools.jackson.databind.JsonNode;

/**
 * What one answer of an endpoint means for the tool. Knows how n8n speaks (measured on n8n 2.41): an empty 200 is a workflow that
 * ended early, "Workflow was started" is a wrong response mode, 403 and 404 come as text or JSON, faults as 500 without detail.
 *
 * <p>A workflow that broke off may have done its deed before: for a tool that changes things only a clear no (4xx, or nothing sent)
 * is a failure, everything between yes and no is unknown.
 */
sealed interface Verdict {
    /** It worked. */
    record Done(JsonNode output) implements Verdict {}

    /** It surely did not work. {@code mayRetry}: another try could. */
    record Failed(String code, String message, boolean mayRetry) implements Verdict {}

    /** Nobody knows whether it happened. */
    record Unknown(String code, String message) implements Verdict {}

    /** Machine word of a fault; empty when it worked. */
    default String code() {
        return "";
    }

    /** Reads an answer to a tool of this class. */
    static Verdict of(EgressAnswer answer, ToolClass toolClass) {
        return switch (answer) {
            case EgressAnswer.Answered answered ->
                answered.status() / 100 == 2
                        ? accepted(answered.body(), toolClass)
                        : refused(answered.status(), answered.body(), toolClass);
            case EgressAnswer.NotSent(String code, String reason, var timings) ->
                code.equals("egress_refused")
                        ? new Failed(code, "The tool's address is not allowed: " + reason + ".", false)
                        : new Failed(code, "The automation could not be reached.", true);
            case EgressAnswer.Lost(String code, var timings) -> unsure(code, toolClass, true);
        };
    }

    /** An answer that breaks the agreed form. */
    static Verdict misfit(ToolClass toolClass) {
        return unclear("output_schema", "The automation's answer is not of the agreed form.", toolClass);
    }

    private static Verdict accepted(String body, ToolClass toolClass) {
        if (body.isBlank()) return unclear("empty_answer", "The automation ended without an answer.", toolClass);
        try {
            JsonNode output = Json.tree(body);
            if ("Workflow was started".equals(output.path("message").stringValue(""))) {
                return unclear("wrong_response_mode", "The automation does not wait for its result.", toolClass);
            }
            return new Done(output);
        } catch (ContractViolation e) {
            return unclear("not_json", "The automation's answer is not JSON.", toolClass);
        }
    }

    private static Verdict refused(int status, String body, ToolClass toolClass) {
        return switch (status) {
            case 401, 403 -> new Failed("auth_refused", "The automation refused our credential.", false);
            case 404 ->
                body.contains("Did you mean to make a")
                        ? new Failed("wrong_method", "The automation expects another HTTP method.", false)
                        // a workflow that was published a moment ago is not there yet
                        : new Failed("not_registered", "The automation is not published.", true);
            case 429 -> new Failed("rate_limited", "The automation is overloaded.", true);
            case 503 -> unsure("unavailable", toolClass, true);
            case 502, 504, 520, 521, 522, 523, 524 -> unsure("gateway_" + status, toolClass, true);
            default -> status >= 500 ? broken(body, toolClass) : business(status, body);
        };
    }

    /** A 500 of n8n: the workflow began, and something in it or around it failed. */
    private static Verdict broken(String body, ToolClass toolClass) {
        if (body.contains("No Respond to Webhook node found")) {
            return unclear("no_respond_node", "The automation has no node that answers.", toolClass);
        }
        return body.contains("cancelled because it timed out")
                ? unclear("workflow_timed_out", "The automation took longer than it may.", toolClass)
                : unclear("workflow_failed", "The automation failed.", toolClass);
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

    private static Verdict unsure(String code, ToolClass toolClass, boolean mayRetry) {
        return switch (toolClass) {
            case READ -> new Failed(code, "The automation did not answer in time.", mayRetry);
            case WRITE, IRREVERSIBLE -> new Unknown(code, "No answer came; whether it was done is not known.");
        };
    }

    private static Verdict unclear(String code, String message, ToolClass toolClass) {
        return switch (toolClass) {
            case READ -> new Failed(code, message, false);
            case WRITE, IRREVERSIBLE -> new Unknown(code, message + " Whether it was done is not known.");
        };
    }
}
