package dev.voiceops.control.automation;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.store.CallId;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * That a call may use a tool, with all that the request needs. What the version pinned (schema, class, timeout) is taken from
 * the version; where the tool is served is taken from today's settings.
 *
 * @param pinned the tool as the call's version knows it
 * @param secret of the integration; null: it has none
 */
record Permit(
        TenantId tenant,
        CallId call,
        Tool tool,
        AgentSnapshot.Tool pinned,
        Tool.Endpoint endpoint,
        String baseUrl,
        String settings,
        @Nullable Secret secret) {

    JsonNode inputSchema() {
        return pinned.inputSchema();
    }

    ToolClass toolClass() {
        return pinned.toolClass();
    }

    ToolExecution.New newExecution(ToolExecute request) {
        return new ToolExecution.New(
                ExecutionId.create(),
                call,
                tool.id(),
                request.toolCallId(),
                idempotencyKey(request.toolCallId()),
                toolClass(),
                Json.write(request.inputJson()),
                request.traceId());
    }

    /** The same for every try of this tool call, and guessable for nobody who does not know the call. */
    String idempotencyKey(String toolCallId) {
        try {
            byte[] text = (call + "|" + toolCallId).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "Permit[" + tool.name() + " for call " + call + "]";
    }
}
