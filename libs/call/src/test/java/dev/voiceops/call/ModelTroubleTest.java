package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that stalls, breaks or has nothing to say never leaves the caller in silence. */
class ModelTroubleTest {
    private static final Policy POLICY = Policy.standard().with(Phrase.GREETING, "");
    private static final String SAY_AGAIN = Phrase.SAY_AGAIN.english();
    private static final String LOST_THREAD = Phrase.LOST_THREAD.english();
    private static final String TROUBLE = Phrase.TROUBLE_GOODBYE.english();

    /** The caller asks at 2.6 s. */
    private static VirtualCall asking(Thinks... thinks) {
        return new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "tell me more")
                .answer("tell me", thinks);
    }

    @Test
    void a_model_that_says_nothing_is_asked_once_more() {
        Run run = asking(Thinks.nothing(), Thinks.says("Here you are.")).run(12_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(2_600L, 6_600L);
        assertThat(run.asks()).extracting(Effect.Ask::step).containsExactly(1, 2);
        assertThat(run.times(Effect.CancelAsk.class)).containsExactly(6_600L);
        assertThat(run.said()).containsExactly("Here you are.");
        assertThat(run.dialogue())
                .containsExactly(new Line.Caller("tell me more"), new Line.Agent("Here you are.", List.of(), false));
    }

    @Test
    void a_model_that_says_nothing_twice_is_excused() {
        Run run = asking(Thinks.nothing()).run(16_000);
        assertThat(run.asks()).hasSize(2);
        assertThat(run.said()).containsExactly(SAY_AGAIN);
        assertThat(run.times(Effect.Say.class)).containsExactly(10_600L);
        assertThat(run.conversation().owedBy()).isEqualTo(Party.CALLER);
    }

    @Test
    void a_model_that_stalls_before_a_whole_clause_is_asked_once_more_and_its_scrap_forgotten() {
        Run run = asking(Thinks.says("I th").stalls(), Thinks.says("Here you are."))
                .run(12_000);
        assertThat(run.said()).containsExactly("Here you are.");
        assertThat(run.dialogue().getLast()).isEqualTo(new Line.Agent("Here you are.", List.of(), false));
        assertThat(run.notes("model_trouble").getFirst().fields())
                .containsEntry("code", "token_gap")
                .containsEntry("then", "retry");
    }

    @Test
    void a_model_that_stalls_in_mid_sentence_is_excused() {
        Run run = asking(Thinks.says("It is on its way. And it w").stalls()).run(12_000);
        assertThat(run.asks()).hasSize(1);
        assertThat(run.said()).containsExactly("It is on its way.", LOST_THREAD);
        assertThat(run.notes("model_trouble").getFirst().fields()).containsEntry("then", "apology");
    }

    @Test
    void a_slow_model_that_keeps_writing_is_listened_to() {
        Run run = asking(Thinks.says("It ")
                        .after(2_900)
                        .then("is ")
                        .after(2_900)
                        .then("here.")
                        .after(2_900))
                .run(20_000);
        assertThat(run.said()).containsExactly("It is here.");
        assertThat(run.notes("model_trouble")).isEmpty();
    }

    @Test
    void an_empty_completion_is_asked_once_more_and_then_excused() {
        assertThat(asking(Thinks.empty(), Thinks.says("Here you are."))
                        .run(12_000)
                        .said())
                .containsExactly("Here you are.");
        Run run = asking(Thinks.empty()).run(8_000);
        assertThat(run.asks()).hasSize(2);
        assertThat(run.said()).containsExactly(SAY_AGAIN);
    }

    @Test
    void blanks_are_an_empty_completion() {
        assertThat(asking(Thinks.says(" ").then("\n"), Thinks.says("Here you are."))
                        .run(12_000)
                        .said())
                .containsExactly("Here you are.");
    }

    @Test
    void a_passing_failure_is_tried_once_more_and_a_lasting_one_is_not() {
        Run passing = asking(Thinks.fails("http_503", true), Thinks.says("Here you are."))
                .run(12_000);
        assertThat(passing.said()).containsExactly("Here you are.");
        assertThat(passing.effects(Effect.CancelAsk.class)).isEmpty();
        Run lasting = asking(Thinks.fails("quota", false)).run(8_000);
        assertThat(lasting.asks()).hasSize(1);
        assertThat(lasting.said()).containsExactly(SAY_AGAIN);
        assertThat(lasting.notes("model_trouble").getFirst().fields()).containsEntry("code", "quota");
    }

    @Test
    void two_failed_turns_in_a_row_end_the_call_with_an_excuse() {
        Run run = asking(Thinks.fails("quota", false))
                .caller(7_000, 8_000, "tell me again")
                .run(20_000);
        assertThat(run.said()).containsExactly(SAY_AGAIN, TROUBLE);
        assertThat(run.ended()).containsExactly(new Effect.Ended(EndReason.VENDOR_FAILURE, Outcome.FAILED));
        assertThat(run.times(Effect.HangUp.class).getFirst())
                .isGreaterThanOrEqualTo(run.turns().getLast().marks().playoutEnd());
    }

    @Test
    void an_answer_in_between_wipes_the_failure_out() {
        Run run = asking(Thinks.fails("quota", false), Thinks.says("Fine."), Thinks.fails("quota", false))
                .caller(7_000, 8_000, "tell me again")
                .caller(11_000, 12_000, "tell me once more")
                .run(18_000);
        assertThat(run.said()).containsExactly(SAY_AGAIN, "Fine.", SAY_AGAIN);
        assertThat(run.ended()).isEmpty();
    }

    @Test
    void what_a_model_writes_after_it_was_given_up_is_not_said() {
        Run run = asking(Thinks.empty().after(4_500).then("Too late."), Thinks.says("Here you are."))
                .run(12_000);
        assertThat(run.said()).containsExactly("Here you are.");
    }

    @Test
    void a_model_that_fails_after_it_wanted_a_tool_hears_of_the_result_all_the_same() {
        Run run = asking(Thinks.wants("c1", "look").stalls())
                .tool("look", 100, "{\"at\":\"sea\"}")
                .answer("result of look", "It is at sea.")
                .run(12_000);
        assertThat(run.said()).containsExactly("It is at sea.");
        assertThat(run.effects(Effect.RunTool.class)).hasSize(1);
    }

    @Test
    void with_blank_excuses_the_caller_simply_has_the_floor_again() {
        VirtualCall call = new VirtualCall(POLICY.with(Phrase.SAY_AGAIN, ""))
                .at(0, new Connected())
                .caller(1_000, 2_000, "tell me")
                .answer("tell me", Thinks.fails("quota", false));
        Run run = call.run(5_000);
        assertThat(run.said()).isEmpty();
        assertThat(run.turns()).hasSize(1);
        assertThat(run.conversation().owedBy()).isEqualTo(Party.CALLER);
    }
}
