package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.AudioStarted;
import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.EndRequested;
import dev.voiceops.call.Event.HungUp;
import dev.voiceops.call.Event.TransferFailed;
import dev.voiceops.call.Event.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls end. */
class EndingTest {
    private static final Policy POLICY =
            Policy.standard().with(Phrase.GREETING, "").withTransfer("+15550100");

    private static VirtualCall saying(Thinks... thinks) {
        return new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "that was all")
                .answer("that was all", thinks);
    }

    @Test
    void the_agents_goodbye_is_played_to_its_last_byte_before_the_line_is_closed() {
        Run run = saying(Thinks.says("Thank you and goodbye.").use("c1", Policy.END_CALL))
                .run(9_000);
        assertThat(run.said()).containsExactly("Thank you and goodbye.");
        assertThat(run.times(Effect.HangUp.class))
                .containsExactly(run.turns().getLast().marks().playoutEnd());
        assertThat(run.ended()).containsExactly(new Effect.Ended(EndReason.AGENT_GOODBYE, Outcome.RESOLVED));
        assertThat(run.conversation().endReason()).contains(EndReason.AGENT_GOODBYE);
    }

    @Test
    void an_agent_that_ends_the_call_without_a_word_says_the_goodbye_of_its_version() {
        assertThat(saying(Thinks.wants("c1", Policy.END_CALL)).run(9_000).said())
                .containsExactly(Phrase.GOODBYE.english());
    }

    @Test
    void without_any_goodbye_the_line_is_closed_at_once() {
        Run run = new VirtualCall(POLICY.with(Phrase.GOODBYE, ""))
                .at(0, new Connected())
                .at(1_000, new Typed("/tool end_call {}"))
                .run(5_000);
        assertThat(run.times(Effect.HangUp.class)).containsExactly(1_000L);
        assertThat(run.turns()).hasSize(1);
    }

    @Test
    void a_goodbye_whose_end_is_never_reported_keeps_the_line_open_for_a_moment_only() {
        VirtualCall call = saying(Thinks.says("Goodbye now.").use("c1", Policy.END_CALL));
        call.voice().breaks(1);
        Run run = call.at(3_200, new AudioStarted(1)).run(12_000);
        long spoken = "Goodbye now.".length() * 66L;
        assertThat(run.times(Effect.HangUp.class).getFirst()).isBetween(3_200 + spoken + 1_400, 3_200 + spoken + 1_700);
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.AGENT_GOODBYE);
    }

    @Test
    void a_caller_who_interrupts_the_goodbye_stays() {
        Run run = saying(Thinks.says("Thank you for your call and goodbye to you.")
                        .use("c1", Policy.END_CALL))
                .caller(3_500, 4_500, "oh one more thing")
                .answer("one more thing", "Yes?")
                .run(8_000);
        assertThat(run.said()).last().isEqualTo("Yes?");
        assertThat(run.ended()).isEmpty();
        assertThat(run.agent().getFirst().tools()).isEmpty();
    }

    @Test
    void a_goodbye_does_not_wait_for_other_tools() {
        Run run = saying(Thinks.says("Goodbye.").use("c0", "log").use("c1", Policy.END_CALL))
                .run(9_000);
        assertThat(run.effects(Effect.RunTool.class)).hasSize(1);
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.AGENT_GOODBYE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_500, 2_300, 2_700, 2_950, 3_300, 4_000, 9_000, 13_000})
    void the_caller_may_hang_up_at_any_moment(long at) {
        Run run = new VirtualCall()
                .at(0, new Connected())
                .caller(3_000, 4_000, "where is my order")
                .answer("order", Thinks.says("Let me see. ").use("c1", "look"))
                .tool("look", 1_000, "{}")
                .at(at, new HungUp(EndReason.CALLER_HANGUP))
                .run(20_000);
        assertThat(run.ended()).hasSize(1);
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.CALLER_HANGUP);
        assertThat(run.effects(Effect.HangUp.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "500, ABANDONED, before he said a word",
        "2_500, ABANDONED, before the model was asked",
        "2_800, ABANDONED, while the model thinks",
        "3_200, UNKNOWN, in the middle of the answer",
        "6_000, RESOLVED, after the answer",
        "7_200, ABANDONED, with another question unanswered",
        "9_000, RESOLVED, during the goodbye"
    })
    void what_a_hang_up_means_depends_on_what_was_owed(long at, Outcome outcome, String when) {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "where are you")
                .caller(6_500, 7_000, "that is all")
                .answer(
                        "that is all",
                        Thinks.says("Thank you very much for your call and goodbye.")
                                .use("c1", Policy.END_CALL))
                .at(at, new HungUp(EndReason.CALLER_HANGUP))
                .run(9_500);
        assertThat(run.ended().getFirst().outcome()).as(when).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "OPERATOR_END, OPERATOR_GOODBYE",
        "DRAINED, DRAIN_GOODBYE",
        "INTERNAL_ERROR, TROUBLE_GOODBYE",
        "VENDOR_FAILURE, TROUBLE_GOODBYE",
        "MAX_DURATION, TIME_IS_UP",
        "AGENT_GOODBYE, GOODBYE"
    })
    void who_ends_a_call_from_outside_lets_it_say_goodbye(EndReason reason, Phrase goodbye) {
        Run run = new VirtualCall()
                .at(0, new Connected())
                .at(1_000, new EndRequested(reason), new EndRequested(reason))
                .run(12_000);
        assertThat(run.said()).containsExactly(Phrase.GREETING.english(), goodbye.english());
        assertThat(run.agent().getFirst().interrupted()).isTrue();
        assertThat(run.ended().getFirst().reason()).isEqualTo(reason);
        assertThat(run.times(Effect.HangUp.class).getFirst())
                .isEqualTo(run.turns().getLast().marks().playoutEnd());
    }

    @Test
    void a_firm_goodbye_is_not_interrupted() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .at(1_000, new EndRequested(EndReason.OPERATOR_END))
                .caller(1_500, 2_500, "no no wait please")
                .at(2_000, new Typed("halt"), new Event.Digit('1'))
                .run(9_000);
        assertThat(run.said()).containsExactly(Phrase.OPERATOR_GOODBYE.english());
        assertThat(run.agent().getFirst().interrupted()).isFalse();
        assertThat(run.callerSaid()).containsExactly("no halt Keypad: 1 no wait please");
        assertThat(run.effects(Effect.Duck.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = EndReason.class,
            names = {
                "CALLER_HANGUP",
                "MEDIA_LOST",
                "CONNECTOR_LOST",
                "DISPATCH_EXPIRED",
                "HANDOFF_INVALID",
                "NO_CAPACITY",
                "SILENCE",
                "VOICEMAIL",
                "TRANSFERRED"
            })
    void where_nothing_can_be_said_the_line_is_closed_at_once(EndReason reason) {
        Run run = new VirtualCall()
                .at(0, new Connected())
                .at(1_000, new EndRequested(reason))
                .run(3_000);
        assertThat(run.effects(Effect.HangUp.class)).containsExactly(new Effect.HangUp(reason));
        assertThat(run.times(Effect.Ended.class)).containsExactly(1_000L);
    }

    @Test
    void a_call_that_never_connected_ends_without_a_word() {
        Run run = new VirtualCall()
                .at(0, new EndRequested(EndReason.OPERATOR_END))
                .run(3_000);
        assertThat(run.said()).isEmpty();
        assertThat(run.ended()).hasSize(1);
    }

    @Test
    void the_caller_is_told_before_his_time_is_up() {
        Run run = new VirtualCall(POLICY.with(Limit.MAX_CALL_MS, 20_000)
                        .with(Limit.MAX_CALL_NOTICE_MS, 15_000)
                        .withSilence(List.of()))
                .at(0, new Connected())
                .caller(4_500, 5_500, "where are you")
                .answer("where", "Here.")
                .run(40_000);
        assertThat(run.said()).containsExactly("Here.", Phrase.TIME_IS_SHORT.english(), Phrase.TIME_IS_UP.english());
        assertThat(run.times(Effect.Say.class).getLast()).isEqualTo(20_000);
        assertThat(run.ended()).containsExactly(new Effect.Ended(EndReason.MAX_DURATION, Outcome.UNKNOWN));
    }

    @Test
    void a_transfer_is_announced_played_out_and_then_made() {
        Run run = saying(Thinks.wants("c1", Policy.TRANSFER_CALL))
                .at(9_000, new HungUp(EndReason.CALLER_HANGUP))
                .run(12_000);
        assertThat(run.said()).containsExactly(Phrase.TRANSFER.english());
        assertThat(run.effects(Effect.Transfer.class)).containsExactly(new Effect.Transfer("+15550100"));
        assertThat(run.times(Effect.Transfer.class))
                .containsExactly(run.turns().getFirst().marks().playoutEnd());
        assertThat(run.ended()).containsExactly(new Effect.Ended(EndReason.TRANSFERRED, Outcome.HANDED_OFF));
    }

    @Test
    void an_agent_that_announces_the_transfer_itself_is_not_doubled() {
        assertThat(saying(Thinks.says("I'll hand you over.").use("c1", Policy.TRANSFER_CALL))
                        .run(6_000)
                        .said())
                .containsExactly("I'll hand you over.");
    }

    @Test
    void a_transfer_that_fails_or_takes_too_long_brings_the_caller_back() {
        Run failed = saying(Thinks.wants("c1", Policy.TRANSFER_CALL))
                .at(7_000, new TransferFailed(new Failure("busy", false)))
                .run(12_000);
        assertThat(failed.said()).containsExactly(Phrase.TRANSFER.english(), Phrase.TRANSFER_FAILED.english());
        assertThat(failed.conversation().owedBy()).isEqualTo(Party.CALLER);
        Run slow = saying(Thinks.wants("c1", Policy.TRANSFER_CALL)).run(23_000);
        assertThat(slow.said()).last().isEqualTo(Phrase.TRANSFER_FAILED.english());
        assertThat(slow.notes("transfer_failed").getFirst().fields()).containsEntry("code", "transfer_timeout");
    }

    @Test
    void nothing_is_answered_while_a_transfer_is_put_through_but_all_is_heard() {
        VirtualCall call = saying(Thinks.wants("c1", Policy.TRANSFER_CALL))
                .caller(6_500, 7_500, "is anybody coming")
                .at(8_000, new Typed("typed"));
        Run run = call.run(12_000);
        assertThat(run.asks()).hasSize(1);
        assertThat(run.conversation().owedBy()).isEqualTo(Party.LINE);
        Run back =
                call.at(13_000, new TransferFailed(new Failure("busy", false))).run(20_000);
        assertThat(back.asked()).last().isEqualTo("is anybody coming typed");
    }

    @Test
    void a_failed_transfer_nobody_asked_for_is_nothing() {
        Run run = saying(Thinks.says("Fine."))
                .at(500, new TransferFailed(new Failure("busy", false)))
                .run(6_000);
        assertThat(run.said()).containsExactly("Fine.");
    }

    @Test
    void an_agent_without_a_number_is_told_that_it_can_not_transfer() {
        Run run = new VirtualCall(POLICY.withTransfer(" "))
                .at(0, new Connected())
                .caller(1_000, 2_000, "a human please")
                .answer("human", Thinks.wants("c1", Policy.TRANSFER_CALL))
                .answer("result of transfer_call", "I can't do that.")
                .run(7_000);
        assertThat(run.said()).containsExactly("I can't do that.");
        assertThat(run.agent().getFirst().tools().getFirst().result().status()).isEqualTo(ToolResult.Status.FAILED);
        assertThat(run.effects(Effect.RunTool.class)).isEmpty();
    }

    @Test
    void an_announcement_that_can_not_be_spoken_does_not_stop_the_transfer() {
        VirtualCall call = saying(Thinks.wants("c1", Policy.TRANSFER_CALL));
        call.voice().breaks(99);
        assertThat(call.run(12_000).effects(Effect.Transfer.class)).hasSize(1);
    }
}
