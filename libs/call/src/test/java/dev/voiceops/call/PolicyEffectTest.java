package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.Digit;
import dev.voiceops.call.Event.EarLost;
import dev.voiceops.call.Event.EndRequested;
import dev.voiceops.call.Event.SpeechStarted;
import dev.voiceops.call.Event.SpeechStopped;
import dev.voiceops.call.Event.Transcript;
import dev.voiceops.call.Event.TransferFailed;
import dev.voiceops.call.Policy.Rung;
import dev.voiceops.call.Policy.ToolLimits;
import dev.voiceops.call.Policy.VoicemailAction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No setting without effect: whatever field of a {@link Policy} is changed, some call goes another way. A new limit or phrase that
 * no call notices fails here, by its name.
 */
class PolicyEffectTest {
    private static final String LONG =
            "This is a rather long answer that goes on and on. It has a second sentence too. And a third one.";

    private static final Policy POLICY = Policy.standard()
            .withTransfer("+15550100299")
            .withTools(tools(new ToolLimits(1_000, 4_000, "Let me see.")));

    /** Calls in which everything a policy speaks of comes up. */
    private static final List<Function<Policy, VirtualCall>> CALLS = List.of(
            PolicyEffectTest::silent,
            PolicyEffectTest::talking,
            PolicyEffectTest::noises,
            PolicyEffectTest::interrupting,
            PolicyEffectTest::noisy,
            PolicyEffectTest::unfinal,
            policy -> call(policy).at(4_000, new Digit('1'), new Digit('2')),
            policy -> call(policy).caller(3_000, 4_000, "go on").answer("go on", Thinks.nothing()),
            policy -> call(policy)
                    .caller(3_000, 4_000, "go on")
                    .answer("go on", Thinks.says(LONG).stalls()),
            policy -> call(policy)
                    .caller(3_000, 4_000, "go on")
                    .caller(12_000, 13_000, "go on")
                    .caller(22_000, 23_000, "go on")
                    .answer("go on", Thinks.fails("down", false)),
            PolicyEffectTest::mute,
            policy -> call(policy).at(3_000, new EarLost(new Failure("gone", true))),
            policy -> call(policy)
                    .caller(3_000, 4_000, "a human please")
                    .answer("human", Thinks.wants("t1", "transfer_call")),
            policy -> call(policy)
                    .caller(3_000, 4_000, "a human please")
                    .answer("human", Thinks.wants("t1", "transfer_call"))
                    .at(9_000, new TransferFailed(new Failure("busy", false))),
            policy -> call(policy).caller(3_000, 4_000, "look it up").answer("look it up", Thinks.wants("c1", "look")),
            PolicyEffectTest::digging,
            policy -> call(policy)
                    .caller(3_000, 4_000, "cancel my order")
                    .answer("my order", Thinks.wants("x1", "cancel")),
            policy -> call(policy)
                    .caller(3_000, 4_000, "look badly")
                    .answer("badly", Thinks.wants("b1", "look", "{"))
                    .answer("result of look", Thinks.wants("b2", "look", "{")),
            policy -> call(policy).caller(3_000, 4_000, "that is all").answer("all", Thinks.wants("e1", "end_call")),
            policy -> call(policy).at(5_000, new EndRequested(EndReason.OPERATOR_END)),
            policy -> call(policy).at(5_000, new EndRequested(EndReason.DRAINED)),
            PolicyEffectTest::machine);

    private static final List<String> AS_IT_IS = stories(POLICY);

    @ParameterizedTest
    @EnumSource
    void every_limit(Limit limit) {
        assertThat(List.of(limit.standard() / 2, limit.standard() * 2 + 1))
                .as("a call that goes another way when " + limit + " changes")
                .anySatisfy(
                        value -> assertThat(stories(POLICY.with(limit, value))).isNotEqualTo(AS_IT_IS));
    }

    @ParameterizedTest
    @EnumSource
    void every_phrase(Phrase phrase) {
        String other = "Quite another sentence for this.";
        Policy changed = POLICY.with(phrase, other);
        Policy leaving = changed.with(VoicemailAction.LEAVE_MESSAGE);
        assertThat(String.join("\n", stories(changed)) + String.join("\n", stories(leaving)))
                .as("a call in which " + phrase + " is said")
                .contains(other);
    }

    @Test
    void the_limits_of_tools_the_silence_ladder_voicemail_and_transfer() {
        List<Policy> changed = List.of(
                POLICY.withTools(tools(new ToolLimits(2_000, 4_000, "Let me see."))),
                POLICY.withTools(tools(new ToolLimits(1_000, 5_000, "Let me see."))),
                POLICY.withTools(tools(new ToolLimits(1_000, 4_000, "Another filler."))),
                POLICY.withTools(tools(new ToolLimits(1_000, 4_000, "Let me see.", "Shall I look?"))),
                POLICY.withSilence(POLICY.silence().subList(0, 2)),
                POLICY.withSilence(List.of(
                        new Rung(7_000, "Are you still there?"),
                        POLICY.silence().get(1),
                        POLICY.silence().get(2))),
                POLICY.withSilence(List.of(
                        new Rung(8_000, "Hello?"),
                        POLICY.silence().get(1),
                        POLICY.silence().get(2))),
                POLICY.with(VoicemailAction.HANG_UP),
                POLICY.with(VoicemailAction.LEAVE_MESSAGE),
                POLICY.withTransfer("+15550100298"));
        for (Policy policy : changed)
            assertThat(stories(policy)).as(policy.toString()).isNotEqualTo(AS_IT_IS);
    }

    @Test
    void the_same_policy_makes_the_same_calls() {
        assertThat(stories(POLICY)).isEqualTo(AS_IT_IS);
    }

    /** What is proven above is all there is: a new component of the policy must get its proof. */
    @Test
    void nothing_is_left_out() {
        assertThat(Arrays.stream(Policy.class.getRecordComponents()).map(component -> component.getName()))
                .containsExactlyInAnyOrder(
                        "limits", "phrases", "wording", "tools", "silence", "voicemail", "transferTarget");
        assertThat(ToolLimits.class.getRecordComponents()).hasSize(4);
        assertThat(Rung.class.getRecordComponents()).hasSize(2);
    }

    /** One that runs at once, and one that is read back with the phrase for it. */
    private static Map<String, ToolLimits> tools(ToolLimits look) {
        return Map.of("look", look, "cancel", new ToolLimits(1_000, 4_000, "", ToolLimits.STANDARD_QUESTION));
    }

    private static List<String> stories(Policy policy) {
        return CALLS.stream()
                .map(call -> call.apply(policy).run(16 * 60_000 + 30_000).story())
                .toList();
    }

    private static VirtualCall call(Policy policy) {
        return new VirtualCall(policy).at(0, new Connected());
    }

    private static VirtualCall silent(Policy policy) {
        return call(policy);
    }

    /** Short answers, ordinary ones and ones that trail off, as long as a call may last. */
    private static VirtualCall talking(Policy policy) {
        VirtualCall call = call(policy);
        for (long at = 3_000; at < 16 * 60_000; at += 15_000) {
            call.caller(at, at + 400, "yes")
                    .caller(at + 5_000, at + 6_000, "where is my order")
                    .caller(at + 10_000, at + 11_000, "my number is");
        }
        return call;
    }

    private static VirtualCall answering(Policy policy) {
        return call(policy).caller(3_000, 4_000, "tell me").answer("tell me", LONG);
    }

    /** A cough, then a voice without words, into the agent's answer. */
    private static VirtualCall noises(Policy policy) {
        return answering(policy).noise(6_000, 6_100).noise(8_000, 9_500);
    }

    private static VirtualCall interrupting(Policy policy) {
        return answering(policy)
                .at(6_000, new SpeechStarted())
                .at(6_100, new Transcript("no stop", false))
                .at(6_200, new Transcript("no stop that", false))
                .at(6_300, new Transcript("no stop that please", false))
                .at(6_350, new Transcript("no stop that please now", false))
                .at(6_400, new Transcript("no stop that please now then", true), new SpeechStopped(200));
    }

    private static VirtualCall noisy(Policy policy) {
        return call(policy).at(3_000, new SpeechStarted()).at(4_000, new Transcript("where is my order", true));
    }

    private static VirtualCall unfinal(Policy policy) {
        return call(policy)
                .at(3_000, new SpeechStarted())
                .at(3_500, new Transcript("where is my order", false))
                .at(4_000, new SpeechStopped(200));
    }

    private static VirtualCall mute(Policy policy) {
        VirtualCall call = answering(policy);
        call.voice().breaks(9);
        return call;
    }

    /** A model that never has enough of its tool. */
    private static VirtualCall digging(Policy policy) {
        Thinks[] again = new Thinks[30];
        for (int i = 0; i < again.length; i++) again[i] = Thinks.wants("d" + i, "look");
        return call(policy)
                .tool("look", 100, "{}")
                .caller(3_000, 4_000, "dig deep")
                .answer("dig deep", Thinks.wants("d", "look"))
                .answer("result of look", again);
    }

    private static VirtualCall machine(Policy policy) {
        return call(policy).caller(500, 4_000, "you have reached the mailbox please leave a message after the tone");
    }
}
