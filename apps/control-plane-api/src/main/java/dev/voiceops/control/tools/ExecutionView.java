package dev.voiceops.control.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.Tools;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One governed request to a tenant's automation. Prints nothing of its content.
 *
 * @param timings ms by stage: validate_ms, queue_ms, connect_ms, network_ms, n8n_ms (if the workflow told), parse_ms, total_ms
 * @param confirmation what was read back to the caller and what the caller answered; only of an irreversible tool
 * @param resolution what an unknown outcome came to; absent until somebody said
 * @param attempts absent in lists
 */
record ExecutionView(
        UUID id,
        UUID callId,
        UUID toolId,
        String tool,
        String toolCallId,
        @JsonProperty("class") ToolClass toolClass,
        String status,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        String traceId,
        Instant startedAt,
        @Nullable Instant finishedAt,
        JsonNode timings,
        @Nullable JsonNode confirmation,
        @Nullable Resolved resolution,
        @Nullable List<Attempt> attempts) {

    /** {@code cameTo}: done or not_done. */
    record Resolved(String cameTo, String note, String by, Instant at) {
        @Override
        public String toString() {
            return "Resolved[" + cameTo + "]";
        }
    }

    /** One attempt; {@code remoteId}: n8n's execution. */
    record Attempt(
            int attempt,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Integer httpStatus,
            @Nullable String remoteId,
            @Nullable String errorCode,
            JsonNode timings) {}

    static ExecutionView brief(TenantTx tx, ToolExecution execution) {
        return of(tx, execution, null);
    }

    static ExecutionView full(TenantTx tx, ToolExecution execution) {
        return of(
                tx,
                execution,
                ToolExecutions.attempts(tx, execution.id()).stream()
                        .map(ExecutionView::attempt)
                        .toList());
    }

    private static ExecutionView of(TenantTx tx, ToolExecution execution, @Nullable List<Attempt> attempts) {
        return new ExecutionView(
                execution.id().value(),
                execution.call().value(),
                execution.tool().value(),
                Tools.name(tx, execution.tool()).orElse(""),
                execution.toolCallId(),
                execution.toolClass(),
                execution.status().name().toLowerCase(Locale.ROOT),
                Json.tree(execution.input()),
                tree(execution.output()),
                execution.errorCode(),
                execution.errorMessage(),
                execution.traceId(),
                execution.startedAt(),
                execution.finishedAt(),
                Json.tree(execution.timings()),
                tree(execution.confirmation()),
                resolved(execution.resolution()),
                attempts);
    }

    private static @Nullable Resolved resolved(ToolExecution.@Nullable Resolution resolution) {
        return resolution == null
                ? null
                : new Resolved(
                        resolution.done() ? "done" : "not_done", resolution.note(), resolution.by(), resolution.at());
    }

    private static Attempt attempt(ToolExecution.Attempt attempt) {
        return new Attempt(
                attempt.attempt(),
                attempt.startedAt(),
                attempt.finishedAt(),
                attempt.httpStatus(),
                attempt.remoteId(),
                attempt.errorCode(),
                Json.tree(attempt.timings()));
    }

    private static @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : Json.tree(text);
    }

    @Override
    public String toString() {
        return "ExecutionView[" + id + " " + status + "]";
    }
}
