package dev.voiceops.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.voiceops.contracts.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a simulated call went: the record of the platform beside the judgement of the caller. What {@code demo --json} prints.
 *
 * @param outcome {@code resolved | handed_off | abandoned | failed | unknown}
 * @param asScripted whether every expectation of the scenario was met
 * @param unmet the expectations that were not, in words
 */
record CallOutcome(
        String callId,
        String outcome,
        String endReason,
        List<Turn> turns,
        int bargeIns,
        List<Tool> toolExecutions,
        @Nullable JsonNode recording,
        boolean asScripted,
        List<String> unmet) {

    /**
     * One turn of the agent and what the caller had said before it.
     *
     * @param responseMs end of the caller's speech to the first sound sent; null when there was none
     * @param stages ms by name; with {@code unattributed} they add up to the turn's length
     */
    record Turn(
            @Nullable String caller,
            String generated,
            String heard,
            boolean interrupted,
            @Nullable Long responseMs,
            Map<String, Long> stages) {}

    /** One governed request. */
    record Tool(
            String tool,
            String status,
            @JsonProperty("input") JsonNode input) {}

    /**
     * @param call the answer of {@code GET /internal/runtime/calls/{id}}
     * @param report the simulated caller's
     */
    static CallOutcome of(JsonNode call, JsonNode report) {
        JsonNode head = call.path("call");
        List<Turn> turns = turns(call);
        return new CallOutcome(
                head.path("id").asString(),
                head.path("outcome").asString("unknown"),
                head.path("end_reason").asString("none"),
                turns,
                (int) turns.stream().filter(Turn::interrupted).count(),
                tools(call),
                call.path("recording").isObject() ? call.path("recording") : null,
                report.path("as_scripted").asBoolean(),
                unmet(report));
    }

    private static List<Turn> turns(JsonNode call) {
        var said = new TreeMap<Integer, StringBuilder>();
        var spoken = new TreeMap<Integer, JsonNode>();
        for (JsonNode utterance : call.path("utterances")) {
            int turn = utterance.path("turn").asInt();
            if (utterance.path("speaker").asString().equals("caller")) {
                said.computeIfAbsent(turn, none -> new StringBuilder())
                        .append(said.get(turn).isEmpty() ? "" : " ")
                        .append(utterance.path("heard").asString());
            } else {
                spoken.put(turn, utterance);
            }
        }
        var turns = new ArrayList<Turn>();
        for (JsonNode row : call.path("turns")) {
            int number = row.path("turn").asInt();
            JsonNode agent = spoken.getOrDefault(number, Json.mapper().createObjectNode());
            turns.add(new Turn(
                    Optional.ofNullable(said.get(number))
                            .map(StringBuilder::toString)
                            .orElse(null),
                    agent.path("generated").asString(""),
                    agent.path("heard").asString(""),
                    agent.path("interrupted").asBoolean(false),
                    row.path("response_ms").isNumber() ? row.path("response_ms").asLong() : null,
                    stages(row)));
        }
        return turns;
    }

    private static Map<String, Long> stages(JsonNode row) {
        var stages = new TreeMap<String, Long>();
        row.path("stages")
                .properties()
                .forEach(stage -> stages.put(stage.getKey(), stage.getValue().asLong()));
        stages.put("unattributed", row.path("unattributed_ms").asLong());
        return stages;
    }

    private static List<Tool> tools(JsonNode call) {
        return call.path("tool_executions")
                .valueStream()
                .map(run -> new Tool(
                        run.path("tool").asString(""), run.path("status").asString(), run.path("input")))
                .toList();
    }

    /** The expectations of the scenario that were not met, in words. */
    static List<String> unmet(JsonNode report) {
        return report.path("judgements")
                .valueStream()
                .filter(judgement -> !judgement.path("met").asBoolean())
                .map(judgement -> "step %d: %s should be %s, was %s"
                        .formatted(
                                judgement.path("step").asInt(),
                                judgement.path("what").asString(),
                                judgement.path("expected").asString(),
                                judgement.path("got").asString()))
                .toList();
    }
}
