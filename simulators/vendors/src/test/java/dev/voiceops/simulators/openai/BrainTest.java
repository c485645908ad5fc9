package dev.voiceops.simulators.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.simulators.SimulationConfig;
import dev.voiceops.simulators.scenario.Act;
import dev.voiceops.simulators.scenario.Scenarios;
import dev.voiceops.simulators.wire.Json;
import org.junit.jupiter.api.Test;

class BrainTest {
    private final Brain brain = new Brain(SimulationConfig.shippedBrain("demo"));

    @Test
    void it_sees_in_every_scripted_line_what_the_scenario_expects_it_to_see() {
        for (var name : Scenarios.names()) {
            for (var step : Scenarios.shipped(name).steps()) {
                if (step.act() instanceof Act.Say(var text)
                        && !step.expect().intent().isEmpty()) {
                    assertThat(decide(text).intent())
                            .as(name + ": " + text)
                            .isEqualTo(step.expect().intent());
                }
            }
        }
    }

    @Test
    void the_same_request_gets_the_same_answer() {
        assertThat(decide("where is my order")).isEqualTo(decide("where is my order"));
    }

    @Test
    void it_reads_numbers_however_they_are_said() {
        assertThat(Heard.numbers("it's four seven two, uh, nine one")).containsExactly("47291");
        assertThat(Heard.numbers("forty seven two ninety one")).containsExactly("47291");
        assertThat(Heard.numbers("order 47291 or 5")).containsExactly("47291", "5");
        assertThat(Heard.numbers("oh seven twelve")).containsExactly("0712");
        assertThat(Heard.numbers("none")).isEmpty();
    }

    @Test
    void when_lost_it_says_so_in_turn() {
        assertThat(decide("purple elephants").text()).contains("did not get that");
        var twice = Json.object();
        var messages = twice.putArray("messages");
        messages.addObject().put("role", "user").put("content", "purple");
        messages.addObject().put("role", "assistant").put("content", "?");
        messages.addObject().put("role", "user").put("content", "elephants");
        assertThat(brain.decide(twice).text()).contains("still did not understand");
    }

    @Test
    void a_goodbye_says_its_words_along_with_the_call_that_ends_it() {
        var request = Json.object();
        request.putArray("messages").addObject().put("role", "user").put("content", "goodbye");
        request.putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "end_call");
        var decision = brain.decide(request);
        assertThat(decision.text()).contains("Goodbye!");
        assertThat(decision.tools()).extracting(Decision.Call::name).containsExactly("end_call");
    }

    @Test
    void required_arguments_nobody_stated_become_the_callers_words_and_optional_ones_null() {
        var request = Json.object();
        request.putArray("messages").addObject().put("role", "user").put("content", "my chair is broken");
        var function =
                request.putArray("tools").addObject().putObject("function").put("name", "support-ticket");
        function.set("parameters", Json.read("""
                        {"type":"object","properties":{"subject":{"type":"string"},"place":{"type":"string"},
                         "priority":{"enum":["low","high"]},"phone":{"type":["string","null"]}},
                         "required":["subject","place","priority","phone"]}"""));
        var arguments = Json.read(brain.decide(request).tools().getFirst().arguments());
        assertThat(arguments.path("subject").asString()).isEqualTo("my chair is broken");
        assertThat(arguments.path("place").asString()).isEqualTo("my chair is broken");
        assertThat(arguments.path("priority").asString()).isEqualTo("low");
        assertThat(arguments.path("phone").isNull()).isTrue();
    }

    @Test
    void a_brain_that_needs_what_it_cannot_ask_for_is_refused() {
        assertThatThrownBy(() -> Json.YAML.readValue("""
                        name: bad
                        intents: [{name: a, hears: [b], needs: [c], says: d}]
                        lost: [what]
                        """, BrainScript.class))
                .hasMessageContaining("'c' needs a slot and a question");
    }

    private Decision decide(String said) {
        var request = Json.object();
        request.putArray("messages").addObject().put("role", "user").put("content", said);
        return brain.decide(request);
    }
}
