package dev.voiceops.control.calls;

import dev.voiceops.call.Stage;
import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Recording;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call with all that was written of it, in order. */
record CallRecordView(
        CallView call,
        List<Event> events,
        List<Said> utterances,
        List<Turn> turns,
        List<Execution> toolExecutions,
        @Nullable Sound recording) {
    private static final int MOST_EVENTS = 5_000;

    /** Reads everything that was written of a call; of the events at most 5,000. */
    static CallRecordView read(TenantTx tx, Call call) {
        return new CallRecordView(
                CallView.of(call),
                CallRecord.events(tx, call.id(), 0, MOST_EVENTS).stream()
                        .map(Event::of)
                        .toList(),
                CallRecord.utterances(tx, call.id()).stream().map(Said::of).toList(),
                CallRecord.turns(tx, call.id()).stream().map(Turn::of).toList(),
                ToolExecutions.ofCall(tx, call.id()).stream()
                        .map(execution -> ExecutionOfCall.view(tx, execution))
                        .toList(),
                Recordings.ofCall(tx, call.id()).stream()
                        .findFirst()
                        .map(Sound::of)
                        .orElse(null));
    }

    /** One event; {@code monoMs} on the call's clock, null if its writer did not hold the call. */
    record Event(long seq, Instant at, @Nullable Long monoMs, String type, JsonNode payload) {
        static Event of(CallRecord.Event event) {
            return new Event(event.seq(), event.at(), event.monoMs(), event.type(), Json.tree(event.payload()));
        }
    }

    /** One utterance: what was to be said and what of it was heard. */
    record Said(
            int turn,
            String speaker,
            String generated,
            String heard,
            String heardBy,
            boolean interrupted,
            long startedMs,
            long endedMs) {
        static Said of(Utterance said) {
            return new Said(
                    said.turn(),
                    word(said.speaker()),
                    said.generated(),
                    said.heard(),
                    word(said.heardBy()),
                    said.interrupted(),
                    said.startedMs(),
                    said.endedMs());
        }
    }

    /** One row of the ledger: {@code stages} by name and {@code unattributedMs} add up to {@code totalMs}. */
    record Turn(
            int turn,
            long startedMs,
            long totalMs,
            @Nullable Long responseMs,
            Map<String, Long> stages,
            long unattributedMs,
            boolean interrupted,
            boolean clockError) {
        static Turn of(TurnTimes times) {
            Map<String, Long> stages = new TreeMap<>();
            for (Stage stage : Stage.values()) stages.put(word(stage), times.ms(stage));
            long response = times.responseMs();
            return new Turn(
                    times.turn(),
                    times.marks().started(),
                    times.totalMs(),
                    response == TurnTimes.NEVER ? null : response,
                    stages,
                    times.unattributedMs(),
                    times.interrupted(),
                    times.clockError());
        }
    }

    /** The recording: {@code channels} 2 is caller left, agent right. */
    record Sound(UUID id, String key, String sha256, long bytes, long durationMs, int channels) {
        static Sound of(Recording recording) {
            return new Sound(
                    recording.id().value(),
                    recording.key(),
                    recording.sha256(),
                    recording.bytes(),
                    recording.durationMs(),
                    recording.channels());
        }
    }

    /** One request of an execution; {@code remoteId}: n8n's number of its own execution. */
    record Attempt(
            int attempt,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Integer httpStatus,
            @Nullable String remoteId,
            @Nullable String errorCode,
            JsonNode timings) {
        static Attempt of(ToolExecution.Attempt attempt) {
            return new Attempt(
                    attempt.attempt(),
                    attempt.startedAt(),
                    attempt.finishedAt(),
                    attempt.httpStatus(),
                    attempt.remoteId(),
                    attempt.errorCode(),
                    Json.tree(attempt.timings()));
        }
    }

    /** Where people find the automation: the origin of its n8n; {@code workflowId} if the tool was imported from there. */
    record Source(String origin, @Nullable String workflowId) {}

    /** One tool execution; {@code tool}: its name. */
    record Execution(
            UUID id,
            String tool,
            UUID toolId,
            String toolCallId,
            String status,
            JsonNode input,
            @Nullable JsonNode output,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            Instant startedAt,
            @Nullable Instant finishedAt,
            JsonNode timings,
            List<Attempt> attempts,
            @Nullable Source source) {
        static Execution of(ToolExecution execution, String tool, List<Attempt> attempts, @Nullable Source source) {
            String output = execution.output();
            return new Execution(
                    execution.id().value(),
                    tool,
                    execution.tool().value(),
                    execution.toolCallId(),
                    word(execution.status()),
                    Json.tree(execution.input()),
                    output == null ? null : Json.tree(output),
                    execution.errorCode(),
                    execution.errorMessage(),
                    execution.startedAt(),
                    execution.finishedAt(),
                    Json.tree(execution.timings()),
                    attempts,
                    source);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
