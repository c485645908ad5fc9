package dev.voiceops.simulators.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulated caller's whole part in a call (written in YAML; the schema is in {@code simulators/vendors/README.md}).
 *
 * @param maxMs the caller hangs up after this long, come what may
 * @param endedBy who should end the call: {@code agent}, {@code caller}, or "" = no matter
 */
public record Scenario(String name, String about, List<Step> steps, long maxMs, String endedBy) {
    private static final long MAX_MS = 180_000;

    @JsonCreator
    static Scenario of(
            @JsonProperty("name") String name,
            @JsonProperty("about") @Nullable String about,
            @JsonProperty("steps") List<Step> steps,
            @JsonProperty("max_ms") @Nullable Long maxMs,
            @JsonProperty("ended_by") @Nullable String endedBy) {
        return new Scenario(
                name,
                about == null ? "" : about,
                steps,
                maxMs == null ? MAX_MS : maxMs,
                endedBy == null ? "" : endedBy);
    }

    public Scenario {
        if (name == null || !name.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("scenario name: lower-case letters, digits and '-', not '" + name + "'");
        }
        if (steps == null) {
            throw new IllegalArgumentException("scenario " + name + " needs 'steps'");
        }
        if (!List.of("", "agent", "caller").contains(endedBy)) {
            throw new IllegalArgumentException("scenario " + name + ": ended_by is agent or caller, not " + endedBy);
        }
        steps = List.copyOf(steps);
    }

    /** Everything the caller says, in order: the vocabulary of a recogniser. */
    public List<String> lines() {
        return steps.stream()
                .filter(step -> step.act() instanceof Act.Say)
                .map(step -> ((Act.Say) step.act()).text())
                .toList();
    }
}
