package dev.voiceops.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of a tool call.
 *
 * @param outputJson the tool's answer; null unless it succeeded
 * @param error null when it succeeded
 * @param durationMs from the gateway's acceptance to this answer
 * @param attempts how often the endpoint was asked
 */
public record ToolOutcome(
        Status status,
        @Nullable JsonNode outputJson,
        @Nullable Fault error,
        UUID executionId,
        long durationMs,
        int attempts) {
    /** @throws ContractViolation when status, output and error do not fit together */
    public ToolOutcome {
        Demand.present(status, "status");
        Demand.present(executionId, "execution_id");
        if (status == Status.SUCCEEDED) Demand.present(outputJson, "output_json");
        else Demand.present(error, "error");
    }

    /** Hides the answer. */
    @Override
    public String toString() {
        return "ToolOutcome[" + executionId + " " + status + " in " + durationMs + " ms]";
    }

    /** How a tool call can end. */
    public enum Status {
        /** The endpoint did it and answered as its schema says. */
        SUCCEEDED,
        /** It surely did not happen, or the endpoint said that it failed. */
        FAILED,
        /** The request left, no answer came, and the tool changes things: it may or may not have happened. */
        UNKNOWN;

        /** Name in JSON and in the database. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code code}: short machine word for the model and for counting; {@code message}: one plain sentence. */
    public record Fault(String code, String message) {
        /** @throws ContractViolation naming the missing field */
        public Fault {
            Demand.text(code, "code");
            Demand.text(message, "message");
        }
    }
}
