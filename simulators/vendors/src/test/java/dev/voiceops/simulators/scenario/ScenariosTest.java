package dev.voiceops.simulators.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScenariosTest {
    @Test
    void all_shipped_scenarios_can_be_read() {
        assertThat(Scenarios.names())
                .contains("demo", "silent", "mumbler", "hang-up-mid-answer", "impatient", "slow-tool");
        for (var name : Scenarios.names()) {
            var scenario = Scenarios.shipped(name);
            assertThat(scenario.name()).isEqualTo(name);
            assertThat(scenario.about()).isNotBlank();
        }
    }

    @Test
    void the_demo_has_at_least_six_turns_one_barge_in_and_one_order_status() {
        var demo = Scenarios.shipped("demo");
        assertThat(demo.lines()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(demo.steps())
                .filteredOn(step -> step.when() instanceof Moment.IntoAgent)
                .hasSize(1);
        assertThat(demo.steps())
                .filteredOn(step -> step.expect().tool().equals("order-status"))
                .hasSize(1);
        assertThat(demo.endedBy()).isEqualTo("agent");
    }

    @Test
    void a_mistake_in_a_scenario_is_named() {
        assertThatThrownBy(() -> Scenarios.parse("{name: a, steps: [{when: {after_ms: 1}, shout: hey}]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shout");
        assertThatThrownBy(
                        () -> Scenarios.parse("{name: a, steps: [{when: {after_ms: 1, into_agent_ms: 2}, say: hey}]}"))
                .hasMessageContaining("exactly one of");
        assertThatThrownBy(() -> Scenarios.parse("{name: a, steps: [{when: {after_ms: 1}, say: hey, keys: '1'}]}"))
                .hasMessageContaining("one thing");
        assertThatThrownBy(() -> Scenarios.parse("{name: a, steps: [{when: {after_ms: 1}, keys: 'x'}]}"))
                .hasMessageContaining("0-9");
        assertThatThrownBy(() -> Scenarios.parse("{name: A b, steps: []}")).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> Scenarios.shipped("nothing")).hasMessageContaining("demo");
    }
}
