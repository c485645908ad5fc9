package dev.voiceops.app;

import dev.voiceops.contracts.Problem;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Says to people what the platform refused and why. Stateless. */
final class Refusals {
    private Refusals() {}

    static String told(Problem problem) {
        JsonNode errors = problem.extensions().get("errors");
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        if (errors == null) return detail;
        return StreamSupport.stream(errors.spliterator(), false)
                .map(error -> "\n  "
                        + error.path("pointer").asString("") + ": "
                        + error.path("detail").asString(""))
                .collect(Collectors.joining("", detail, ""));
    }
}
