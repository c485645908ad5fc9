package dev.voiceops.store;

import dev.voiceops.contracts.ToolClass;
import java.time.Duration;
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
 * @param confirmation JSON text: what was read back and what the caller answered; null: none was needed
 * @param resolution what a person found out about an unknown outcome; null: nobody has yet
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
        String timings,
        @Nullable String confirmation,
        @Nullable Resolution resolution) {

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
     * What an unknown outcome came to.
     *
     * @param done whether it was done after all
     * @param note how that was found out
     */
    public record Resolution(boolean done, String note, String by, Instant at) {
        /** Tells what it came to; the note stays out of logs. */
        @Override
        public String toString() {
            return "Resolution[" + (done ? "done" : "not done") + " by " + by + "]";
        }
    }

    /**
     * The caller's yes.
     *
     * @param evidence JSON text: what was read back and what was answered
     * @param seq number of the caller's utterance; it is good for one execution
     */
    public record Confirmation(String evidence, long seq) {
        /** Names the utterance; the words stay out of logs. */
        @Override
        public String toString() {
            return "Confirmation[" + seq + "]";
        }
    }

    /**
     * An execution that is about to begin.
     *
     * @param idempotencyKey derived from call and tool call id; sent to the automation
     * @param confirmation null: none is needed
     * @param left how long it may take; a while after that it counts as left behind
     */
    public record New(
            ExecutionId id,
            CallId call,
            ToolId tool,
            String toolCallId,
            String idempotencyKey,
            ToolClass toolClass,
            String input,
            String traceId,
            @Nullable Confirmation confirmation,
            Duration left) {
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
     * @param finishedAt null: it is on its way, or its process was ended
     * @param httpStatus null: no answer
     * @param remoteId how the automation calls it; null: it did not say
     * @param errorCode null: it went well
     */
    public record Attempt(
            int attempt,
            Instant startedAt,
            @Nullable Instant finishedAt,
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
