package dev.voiceops.store;

import dev.voiceops.contracts.ToolClass;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One governed request to a tenant's automation.
 *
 * @param toolCallId names the request within its call; each is executed once
 * @param input JSON text
 * @param output JSON text; null until it succeeded
 * @param timings JSON object text: milliseconds by stage
 */
public record ToolExecution(
        ExecutionId id,
        CallId call,
        ToolId tool,
        String toolCallId,
        ToolClass toolClass,
        Status status,
        String input,
        @Nullable String output,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        String traceId,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String timings) {

    /** Names the execution; input and output stay out of logs. */
    @Override
    public String toString() {
        return "ToolExecution[" + id + " " + toolCallId + " " + status + "]";
    }

    /** How an execution stands. */
    public enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** It was sent and may have taken effect; nobody knows. */
        UNKNOWN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status parse(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * An execution that is about to begin.
     *
     * @param idempotencyKey derived from call and tool call id; sent to the automation
     */
    public record New(
            ExecutionId id,
            CallId call,
            ToolId tool,
            String toolCallId,
            String idempotencyKey,
            ToolClass toolClass,
            String input,
            String traceId) {
        /** Names the execution; its input stays out of logs. */
        @Override
        public String toString() {
            return "ToolExecution.New[" + id + " " + toolCallId + "]";
        }
    }

    /**
     * One attempt.
     *
     * @param attempt 1, 2, …
     * @param httpStatus null: no answer
     * @param remoteId how the automation calls it; null: it did not say
     * @param errorCode null: it went well
     */
    public record Attempt(
            int attempt,
            Instant startedAt,
            Instant finishedAt,
            @Nullable Integer httpStatus,
            @Nullable String remoteId,
            @Nullable String errorCode,
            String timings) {}

    /** How it ended: {@code status} is not RUNNING. */
    public record Finish(
            Status status,
            @Nullable String output,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            String timings) {
        /** Names the end; the output stays out of logs. */
        @Override
        public String toString() {
            return "ToolExecution.Finish[" + status + (errorCode == null ? "" : " " + errorCode) + "]";
        }
    }
}
