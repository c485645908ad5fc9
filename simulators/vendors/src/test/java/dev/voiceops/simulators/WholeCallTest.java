package dev.voiceops.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.simulators.scenario.Scenarios;
import dev.voiceops.simulators.twilio.CallPlan;
import dev.voiceops.simulators.twilio.CallReport;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All simulators in one call, with a barge-in and a tool, around the smallest agent there is. The calls take their time: both at once. */
@Execution(ExecutionMode.CONCURRENT)
class WholeCallTest {
    private final SimulatedVendors sims = Sims.start();
    private final MiniAgent agent = new MiniAgent(sims);

    @AfterEach
    void stop() {
        agent.close();
        sims.close();
    }

    @Test
    void a_call_goes_as_scripted_and_the_report_tells_what_the_caller_heard() throws Exception {
        var report = call("""
                name: short
                ended_by: agent
                steps:
                  - when: {agent_silent_ms: 450}
                    say: "Where is order 72642?"
                    expect: {intent: order_status, tool: order-status, hears: [Tuesday], gap_below_ms: 10000}
                  - when: {agent_silent_ms: 450}
                    say: "What opening hours?"
                    expect: {intent: opening_hours}
                  - when: {into_agent_ms: 900}
                    say: "Bye."
                    expect: {intent: goodbye, cleared_within_ms: 5000}
                """);

        assertThat(report.judgements()).allMatch(CallReport.Judgement::met);
        assertThat(report.asScripted()).isTrue();
        assertThat(report.endedBy()).isEqualTo("agent");
        var order = report.turns().get(0);
        assertThat(order.agentWords()).isEqualTo("It arrives on Tuesday.");
        assertThat(order.gapMs()).isBetween(300L, 10_000L);
        var hours = report.turns().get(1);
        assertThat(hours.agentWords()).startsWith("We are open from").doesNotContain("Sunday");
        assertThat(hours.agentHeardMs()).isLessThan(8_000);
        var goodbye = report.turns().get(2);
        assertThat(goodbye.bargeIn()).isTrue();
        assertThat(goodbye.clearedAfterMs()).isNotNegative();
        assertThat(goodbye.agentWords()).endsWith("Goodbye!");
    }

    @Test
    void a_call_that_goes_otherwise_is_judged_so() throws Exception {
        var report = call("""
                name: other
                ended_by: agent
                steps:
                  - when: {agent_silent_ms: 450}
                    say: "Purple elephants."
                    expect: {intent: order_status, tool: order-status, hears: [Tuesday]}
                  - when: {agent_silent_ms: 450}
                    hang_up: true
                """);
        assertThat(report.asScripted()).isFalse();
        assertThat(report.judgements())
                .filteredOn(judgement -> !judgement.met())
                .extracting(CallReport.Judgement::what)
                .containsExactly("intent", "tool", "hears", "ended_by");
    }

    private CallReport call(String yaml) throws Exception {
        var plan = CallPlan.of(Scenarios.parse(yaml), agent.webhook(), "+15550100101", "+15550100200");
        return sims.caller().place(plan).report().get(60, TimeUnit.SECONDS);
    }
}
