package dev.voiceops.bench;

import dev.voiceops.contracts.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the platform's own ledger of turns. One thread. */
final class Ledger {
    private static final int PAGE = 200;

    private final Platform platform;

    Ledger(Platform platform) {
        this.platform = platform;
    }

    /**
     * From the decision that the caller has finished to the first audio sent, ms, of each answer without a tool. With
     * vendors at 0 ms this is our own time and the simulators'.
     */
    List<Long> decisionToAudio(Set<String> callSids) throws IOException, InterruptedException {
        var answers = new ArrayList<Long>();
        for (String id : ids(callSids)) {
            JsonNode call = Json.tree(platform.inner("/internal/runtime/calls/" + id));
            for (JsonNode turn : call.path("turns")) {
                JsonNode stages = turn.path("stages");
                boolean plain = stages.path("tool").asLong() == 0
                        && stages.path("holding").asLong() == 0
                        && !turn.path("clock_error").asBoolean();
                if (plain && turn.path("response_ms").isNumber()) {
                    answers.add(turn.path("response_ms").asLong()
                            - stages.path("endpointing").asLong());
                }
            }
        }
        return answers;
    }

    private Set<String> ids(Set<String> callSids) throws IOException, InterruptedException {
        var ids = new HashSet<String>();
        String before = "";
        do {
            JsonNode page = Json.tree(platform.inner("/internal/runtime/calls?limit=" + PAGE + before));
            for (JsonNode call : page.path("calls")) {
                if (callSids.contains(call.path("twilio_call_sid").asString(""))) {
                    ids.add(call.path("id").asString());
                }
            }
            before = page.path("next").isString()
                    ? "&before=" + page.path("next").asString()
                    : "";
        } while (!before.isEmpty() && ids.size() < callSids.size());
        return ids;
    }
}
