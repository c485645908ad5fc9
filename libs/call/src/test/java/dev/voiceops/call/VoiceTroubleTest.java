package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.VoiceFailed;
import org.junit.jupiter.api.Test;

/** A voice that stays silent, breaks or never finishes. */
class VoiceTroubleTest {
    private static final Policy POLICY = Policy.standard().with(Phrase.GREETING, "");
    private static final Failure BROKEN = new Failure("socket", true);

    /** The answer is given to the voice at about 3 s. */
    private static VirtualCall answering(int brokenClauses) {
        VirtualCall call = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "tell me more")
                .answer("tell me", "One two three four five six seven eight.")
                .answer("Your voice failed", "Once more.");
        call.voice().breaks(brokenClauses);
        return call;
    }

    @Test
    void words_that_make_no_sound_are_given_to_another_voice_once() {
        Run run = answering(1).run(12_000);
        assertThat(run.effects(Effect.Revoice.class))
                .containsExactly(new Effect.Revoice(1, "One two three four five six seven eight."));
        assertThat(run.times(Effect.Revoice.class).getFirst()
                        - run.times(Effect.Say.class).getFirst())
                .isEqualTo(2_500);
        assertThat(run.spoken().getFirst().heardBy()).isEqualTo(Utterance.HeardBy.PLAYED_OUT);
    }

    @Test
    void a_turn_no_voice_can_speak_is_given_up_and_the_thread_taken_up_again() {
        Run run = answering(2).run(16_000);
        assertThat(run.said()).containsExactly("One two three four five six seven eight.", "Once more.");
        assertThat(run.spoken().getFirst().heard()).isEmpty();
        assertThat(run.ended()).isEmpty();
    }

    @Test
    void two_turns_in_a_row_without_a_voice_end_the_call() {
        Run run = answering(99).run(30_000);
        assertThat(run.ended()).containsExactly(new Effect.Ended(EndReason.VENDOR_FAILURE, Outcome.FAILED));
        assertThat(run.effects(Effect.HangUp.class)).containsExactly(new Effect.HangUp(EndReason.VENDOR_FAILURE));
    }

    @Test
    void a_turn_that_was_spoken_wipes_the_failure_out() {
        VirtualCall call = answering(2).caller(14_000, 15_000, "now something else");
        call.run(13_000);
        call.voice().breaks(2);
        Run run = call.run(24_000);
        assertThat(run.notes("voice_trouble")).hasSize(4);
        assertThat(run.ended()).isEmpty();
    }

    @Test
    void a_voice_that_breaks_before_it_is_heard_is_replaced_at_once() {
        Run run = answering(1).at(3_100, new VoiceFailed(1, BROKEN)).run(12_000);
        assertThat(run.times(Effect.Revoice.class)).containsExactly(3_100L);
        assertThat(run.notes("voice_trouble").getFirst().fields())
                .containsEntry("code", "socket")
                .containsEntry("then", "retry");
    }

    @Test
    void a_voice_that_breaks_in_mid_sentence_keeps_what_was_heard_and_the_model_goes_on() {
        Run run = answering(0).at(4_500, new VoiceFailed(1, BROKEN)).run(12_000);
        assertThat(run.agent().getFirst().interrupted()).isTrue();
        assertThat(run.agent().getFirst().text()).startsWith("One two").doesNotContain("eight");
        assertThat(run.asks().getLast().dialogue().getLast()).isInstanceOf(Line.Note.class);
        assertThat(run.said()).last().isEqualTo("Once more.");
    }

    @Test
    void a_goodbye_that_can_not_be_spoken_does_not_keep_the_line_open() {
        VirtualCall call = new VirtualCall(POLICY)
                .at(0, new Connected())
                .at(1_000, new Event.EndRequested(EndReason.OPERATOR_END));
        call.voice().breaks(99);
        Run run = call.run(20_000);
        assertThat(run.times(Effect.HangUp.class)).containsExactly(6_000L);
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.OPERATOR_END);
    }

    @Test
    void a_playout_that_is_never_reported_is_not_waited_for() {
        VirtualCall call = answering(1);
        Run run = call.at(3_200, new Event.AudioStarted(1)).run(12_000);
        assertThat(run.notes("playout_late")).hasSize(1);
        assertThat(run.times(Effect.StopSpeaking.class).getFirst()).isBetween(6_500L, 8_000L);
        assertThat(run.conversation().owedBy()).isEqualTo(Party.CALLER);
    }

    @Test
    void a_slow_voice_in_time_is_no_trouble() {
        VirtualCall call = answering(0);
        call.voice().slow(2_400);
        Run run = call.run(12_000);
        assertThat(run.notes("voice_trouble")).isEmpty();
        assertThat(run.turns().getFirst().ms(Stage.VOICE)).isEqualTo(2_400);
    }
}
