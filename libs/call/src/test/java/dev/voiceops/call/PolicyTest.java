package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.call.Policy.Rung;
import dev.voiceops.call.Policy.ToolLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PolicyTest {
    @Test
    void what_is_not_set_has_its_default() {
        Policy policy = Policy.standard().with(Limit.ENDPOINT_MS, 450).with(Phrase.GREETING, "Hi.");
        assertThat(policy.get(Limit.ENDPOINT_MS)).isEqualTo(450);
        assertThat(policy.get(Limit.BARGE_IN_MS)).isEqualTo(Limit.BARGE_IN_MS.standard());
        assertThat(policy.get(Phrase.GREETING)).isEqualTo("Hi.");
        assertThat(policy.get(Phrase.GOODBYE)).isEqualTo(Phrase.GOODBYE.english());
        assertThat(policy.tool("unknown")).isEqualTo(ToolLimits.STANDARD);
    }

    @Test
    void nonsense_is_refused_by_name() {
        assertThatThrownBy(() -> Policy.standard().with(Limit.ENDPOINT_MS, -1))
                .hasMessage("ENDPOINT_MS must not be negative: -1");
        assertThatThrownBy(() -> new ToolLimits(-1, 5, "")).hasMessageContaining("tool limits");
        assertThatThrownBy(() -> new ToolLimits(0, 0, "")).hasMessageContaining("tool limits");
        assertThatThrownBy(() -> new Rung(0, "x")).hasMessageContaining("after_ms must be positive: 0");
    }

    /** A setting without effect is a lie: replaying stormy calls with only that setting changed must go another way. */
    @Test
    void each_setting_has_an_effect() {
        List<RunRecord> calls = new ArrayList<>(
                List.of(voicemail(), slowTool(), longCall(), transfer(), goodbye(), lostThread(), askedFirst()));
        for (EndReason reason : EndReason.values()) calls.add(ended(reason));
        for (long seed = 1; seed <= 40; seed++) calls.add(storm(seed, StormTest.POLICIES.get((int) (seed % 3))));
        for (Limit limit : Limit.values()) {
            assertThat(calls)
                    .as(limit.name())
                    .anyMatch(call -> differs(
                            call, call.policy().with(limit, call.policy().get(limit) * 2 + 1)));
        }
        for (Phrase phrase : Phrase.values()) {
            assertThat(calls)
                    .as(phrase.name())
                    .anyMatch(call -> differs(call, call.policy().with(phrase, "Something else.")));
        }
    }

    private static boolean differs(RunRecord call, Policy other) {
        Conversation is = new Conversation(call.policy());
        Conversation would = new Conversation(other);
        return call.steps().stream()
                .anyMatch(
                        step -> !is.on(step.event(), step.playhead()).equals(would.on(step.event(), step.playhead())));
    }

    private static RunRecord storm(long seed, Policy policy) {
        List<RunRecord.Step> steps = new ArrayList<>();
        new Storm(seed, policy, step -> steps.add(new RunRecord.Step(step.event(), step.playhead())))
                .blow(StormTest.EVENTS_A_CALL);
        return new RunRecord(policy, steps);
    }

    private static RunRecord voicemail() {
        Policy policy = Policy.standard().with(Policy.VoicemailAction.LEAVE_MESSAGE);
        return scenario(policy, call -> call.caller(500, 3_000, "you have reached me leave a message"), 9_000);
    }

    private static RunRecord ended(EndReason reason) {
        return scenario(Policy.standard(), call -> call.at(3_000, new Event.EndRequested(reason)), 9_000);
    }

    private static RunRecord goodbye() {
        return scenario(Policy.standard(), call -> call.at(3_000, new Event.Typed("/tool end_call")), 9_000);
    }

    private static RunRecord lostThread() {
        Thinks stalling = Thinks.says("Here I am. But w").stalls();
        return scenario(
                Policy.standard(), call -> call.at(3_000, new Event.Typed("go")).answer("go", stalling), 12_000);
    }

    private static RunRecord slowTool() {
        return scenario(Policy.standard(), call -> call.at(1_000, new Event.Typed("/tool look")), 30_000);
    }

    private static RunRecord askedFirst() {
        Policy policy = Policy.standard()
                .withTools(Map.of("wipe", new ToolLimits(500, 2_000, "", ToolLimits.STANDARD_QUESTION)));
        Thinks malformed = Thinks.wants("c1", "look", "{");
        UnaryOperator<VirtualCall> course = call -> call.at(1_000, new Event.Typed("/tool wipe"))
                .at(20_000, new Event.Typed("look"))
                .answer("look", malformed, malformed);
        return scenario(policy, course, 24_000);
    }

    private static RunRecord longCall() {
        return scenario(Policy.standard().withSilence(List.of()), call -> call, 1_000_000);
    }

    private static RunRecord transfer() {
        return scenario(
                Policy.standard().withTransfer("+15550100"),
                call -> call.at(1_000, new Event.Typed("/tool transfer_call")),
                40_000);
    }

    private static RunRecord scenario(Policy policy, UnaryOperator<VirtualCall> course, long untilMs) {
        Run run = course.apply(new VirtualCall(policy).at(0, new Event.Connected()))
                .run(untilMs);
        return new RunRecord(
                policy,
                run.happened().stream()
                        .map(step -> new RunRecord.Step(step.event(), step.playhead()))
                        .toList());
    }
}
