package dev.voiceops.simulators.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /control/calls}; what is left out is taken from the simulators' configuration.
 *
 * @param scenario name of a shipped scenario
 * @param scenarioYaml a scenario in full, instead of a name
 * @param dialled what a {@code <Dial>} meets: completed, busy, no-answer, failed; "" = completed
 */
public record CallOrder(
        String scenario,
        String scenarioYaml,
        String webhookUrl,
        String fallbackUrl,
        String statusUrl,
        List<String> statusEvents,
        String from,
        String to,
        boolean keepAudio,
        String dialled,
        int sayMsPerCharacter) {

    @JsonCreator
    static CallOrder of(
            @JsonProperty("scenario") @Nullable String scenario,
            @JsonProperty("scenario_yaml") @Nullable String scenarioYaml,
            @JsonProperty("webhook_url") @Nullable String webhookUrl,
            @JsonProperty("fallback_url") @Nullable String fallbackUrl,
            @JsonProperty("status_url") @Nullable String statusUrl,
            @JsonProperty("status_events") @Nullable List<String> statusEvents,
            @JsonProperty("from") @Nullable String from,
            @JsonProperty("to") @Nullable String to,
            @JsonProperty("keep_audio") @Nullable Boolean keepAudio,
            @JsonProperty("dialled") @Nullable String dialled,
            @JsonProperty("say_ms_per_character") @Nullable Integer sayMsPerCharacter) {
        return new CallOrder(
                or(scenario),
                or(scenarioYaml),
                or(webhookUrl),
                or(fallbackUrl),
                or(statusUrl),
                statusEvents == null ? List.of("completed") : List.copyOf(statusEvents),
                or(from),
                or(to),
                keepAudio == null || keepAudio,
                or(dialled),
                sayMsPerCharacter == null ? 60 : sayMsPerCharacter);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
