package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.ToolExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Between verdicts, what the caller of the gateway is told, and what is kept. Pure. */
final class Outcomes {
    private Outcomes() {}

    static ToolOutcome of(Verdict verdict, ExecutionId id, Duration took, int attempts) {
        return switch (verdict) {
            case Verdict.Done(JsonNode output) ->
                new ToolOutcome(ToolOutcome.Status.SUCCEEDED, output, null, id.value(), took.toMillis(), attempts);
            case Verdict.Failed(String code, String message, boolean again) ->
                new ToolOutcome(
                        ToolOutcome.Status.FAILED,
                        null,
                        new ToolOutcome.Fault(code, message),
                        id.value(),
                        took.toMillis(),
                        attempts);
            case Verdict.Unknown(String code, String message) ->
                new ToolOutcome(
                        ToolOutcome.Status.UNKNOWN,
                        null,
                        new ToolOutcome.Fault(code, message),
                        id.value(),
                        took.toMillis(),
                        attempts);
        };
    }

    static ToolExecution.Finish finish(ToolOutcome outcome, Stages stages) {
        JsonNode output = outcome.outputJson();
        ToolOutcome.Fault fault = outcome.error();
        Map<String, Long> timings = stages.all();
        timings.put("total_ms", outcome.durationMs());
        timings.put("attempts", (long) outcome.attempts());
        return new ToolExecution.Finish(
                switch (outcome.status()) {
                    case SUCCEEDED -> ToolExecution.Status.SUCCEEDED;
                    case FAILED -> ToolExecution.Status.FAILED;
                    case UNKNOWN -> ToolExecution.Status.UNKNOWN;
                },
                output == null ? null : Json.write(output),
                fault == null ? null : fault.code(),
                fault == null ? null : fault.message(),
                Json.write(timings));
    }

    /** What an earlier request for the same tool call came to. @throws ProblemException 409 while it still runs */
    static ToolOutcome recorded(ToolExecution execution) {
        return switch (execution.status()) {
            case RUNNING ->
                throw new ProblemException(
                        ProblemType.TOOL_CALL_RUNNING, "This tool call was asked before and still runs");
            case SUCCEEDED -> told(execution, ToolOutcome.Status.SUCCEEDED);
            case FAILED -> told(execution, ToolOutcome.Status.FAILED);
            case UNKNOWN -> told(execution, ToolOutcome.Status.UNKNOWN);
        };
    }

    private static ToolOutcome told(ToolExecution execution, ToolOutcome.Status status) {
        Instant finished = execution.finishedAt();
        Duration took = Duration.between(execution.startedAt(), finished == null ? execution.startedAt() : finished);
        int attempts = Json.tree(execution.timings()).path("attempts").intValue(0);
        String output = execution.output();
        return new ToolOutcome(
                status,
                output == null ? null : Json.tree(output),
                fault(execution.errorCode(), execution.errorMessage()),
                execution.id().value(),
                took.toMillis(),
                attempts);
    }

    private static ToolOutcome.@Nullable Fault fault(@Nullable String code, @Nullable String message) {
        return code == null ? null : new ToolOutcome.Fault(code, message == null ? code : message);
    }
}
