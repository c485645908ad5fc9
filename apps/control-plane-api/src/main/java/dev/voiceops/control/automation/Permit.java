package dev.voiceops.control.automation;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.store.Call;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.IntegrationAccess;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * That a call may use a tool, with all that the request needs. What the version pinned (schemas, class, times, limits) is taken from
 * the version; where the tool is served is taken from today's settings.
 *
 * @param pinned the tool as the call's version knows it
 * @param language of the call's version, BCP 47
 */
record Permit(
        Call call,
        Tool tool,
        AgentSnapshot.Tool pinned,
        String language,
        Tool.Endpoint endpoint,
        IntegrationAccess integration) {

    JsonNode inputSchema() {
        return pinned.inputSchema();
    }

    /** Null: any JSON. */
    @Nullable
    JsonNode outputSchema() {
        if (pinned.limits() != null) return pinned.outputSchema();
        String today = tool.outputSchema();
        return today == null ? null : Json.tree(today);
    }

    ToolClass toolClass() {
        return pinned.toolClass();
    }

    Duration timeout() {
        return Duration.ofMillis(pinned.timeoutMs());
    }

    ToolExecutions.Quota quota() {
        AgentSnapshot.Tool.Limits limits = pinned.limits();
        return limits == null
                ? new ToolExecutions.Quota(tool.maxPerCall(), tool.maxPerMinute())
                : new ToolExecutions.Quota(limits.maxPerCall(), limits.maxPerMinute());
    }

    /** How often the endpoint may be asked for one execution. */
    int mostAttempts() {
        AgentSnapshot.Tool.Limits limits = pinned.limits();
        int retries = limits == null ? tool.retries() : limits.retries();
        return toolClass() == ToolClass.READ ? 1 + retries : 1;
    }

    ToolExecution.New newExecution(ToolExecute request, ToolExecution.@Nullable Confirmation confirmation) {
        return new ToolExecution.New(
                ExecutionId.create(),
                call.id(),
                tool.id(),
                request.toolCallId(),
                idempotencyKey(request.toolCallId()),
                toolClass(),
                Json.write(request.inputJson()),
                request.traceId(),
                confirmation,
                timeout());
    }

    /** The same for every try of this tool call, and guessable for nobody who does not know the call. */
    String idempotencyKey(String toolCallId) {
        try {
            byte[] text = (call.id() + "|" + toolCallId).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Hides the secrets. */
    @Override
    public String toString() {
        return "Permit[" + tool.name() + " for call " + call.id() + "]";
    }
}
