package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.SpeechStarted;
import dev.voiceops.call.Event.SpeechStopped;
import dev.voiceops.call.Policy.Rung;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A caller who says nothing. Words count, sounds do not. */
class SilenceTest {
    private static final String GOODBYE = "I can not hear you so goodbye and have a good day.";
    private static final Policy POLICY = Policy.standard()
            .with(Phrase.GREETING, "")
            .withSilence(List.of(new Rung(5_000, "First?"), new Rung(4_000, "Second?"), new Rung(3_000, GOODBYE)));

    private static VirtualCall call() {
        return new VirtualCall(POLICY).at(0, new Connected());
    }

    @Test
    void the_ladder_prompts_twice_says_goodbye_and_hangs_up() {
        Run run = call().run(30_000);
        assertThat(run.said()).containsExactly("First?", "Second?", GOODBYE);
        assertThat(run.times(Effect.Say.class).getFirst()).isEqualTo(5_000);
        assertThat(run.times(Effect.Say.class).get(1)).isBetween(9_500L, 9_700L);
        assertThat(run.ended()).containsExactly(new Effect.Ended(EndReason.SILENCE, Outcome.ABANDONED));
        assertThat(run.times(Effect.HangUp.class).getFirst())
                .isGreaterThanOrEqualTo(run.turns().getLast().marks().playoutEnd());
    }

    @Test
    void comfort_noise_does_not_put_the_ladder_off() {
        VirtualCall call = call();
        for (long at = 100; at < 30_000; at += 900)
            call.at(at, new SpeechStarted()).at(at + 300, new SpeechStopped(100));
        Run run = call.run(40_000);
        assertThat(run.said()).containsExactly("First?", "Second?", GOODBYE);
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.SILENCE);
    }

    @Test
    void a_voice_that_never_ends_does_not_put_the_ladder_off() {
        Run run = call().at(100, new SpeechStarted()).run(40_000);
        assertThat(run.said()).containsExactly("First?", "Second?", GOODBYE);
    }

    @Test
    void a_caller_who_just_raises_his_voice_gets_time_for_a_word() {
        assertThat(call().at(4_900, new SpeechStarted()).run(7_000).times(Effect.Say.class))
                .containsExactly(6_900L);
        assertThat(call().caller(4_900, 6_000, "I am here").run(6_500).said()).isEmpty();
    }

    @Test
    void words_bring_the_ladder_back_to_its_foot() {
        Run run = call().caller(12_000, 13_000, "mm-hm I am here")
                .answer("I am here", "Good.")
                .run(21_000);
        assertThat(run.said()).containsExactly("First?", "Second?", "Good.", "First?");
    }

    @Test
    void the_ladder_rests_while_a_tool_runs_and_while_the_agent_owes() {
        Run run = new VirtualCall(POLICY.withTools(java.util.Map.of("look", new Policy.ToolLimits(60_000, 70_000, ""))))
                .at(0, new Connected())
                .caller(1_000, 2_000, "go")
                .answer("go", Thinks.wants("c1", "look"))
                .tool("look", 50_000, "{}")
                .run(52_000);
        assertThat(run.said()).isEmpty();
        assertThat(run.conversation().owedBy()).isEqualTo(Party.TOOL);
    }

    @Test
    void a_caller_who_answers_the_goodbye_stays() {
        Run run = call().caller(14_000, 14_800, "wait I am here")
                .answer("I am here", "Good.")
                .run(18_000);
        assertThat(run.said()).startsWith("First?", "Second?", GOODBYE, "Good.");
        assertThat(run.ended()).isEmpty();
    }

    @Test
    void a_goodbye_cut_short_by_noise_is_said_again_in_the_end() {
        Run run = call().noise(14_000, 14_800).answer("Go on", "Hm.").run(30_000);
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.SILENCE);
        assertThat(run.said()).containsExactly("First?", "Second?", GOODBYE, "Hm.", GOODBYE);
    }

    @Test
    void silence_means_nothing_while_the_recogniser_is_gone() {
        Run run = call().at(4_000, new Event.EarLost(new Failure("stt", true)))
                .at(9_000, new Event.EarBack())
                .run(14_500);
        assertThat(run.times(Effect.Say.class)).containsExactly(14_000L);
        assertThat(run.notes("ear_lost").getFirst().fields()).containsEntry("code", "stt");
    }

    @Test
    void a_recogniser_that_stays_away_ends_the_call_with_an_excuse() {
        Run run = call().at(1_000, new Event.EarLost(new Failure("stt", true)))
                .at(5_000, new Event.EarLost(new Failure("stt", true)))
                .run(30_000);
        assertThat(run.said()).containsExactly(Phrase.TROUBLE_GOODBYE.english());
        assertThat(run.times(Effect.Say.class)).containsExactly(11_000L);
        assertThat(run.ended().getFirst().reason()).isEqualTo(EndReason.VENDOR_FAILURE);
    }

    @Test
    void without_a_ladder_the_caller_may_be_silent_until_the_call_is_too_long() {
        Run run = new VirtualCall(POLICY.withSilence(List.of()))
                .at(0, new Connected())
                .run(800_000);
        assertThat(run.said()).isEmpty();
        assertThat(run.ended()).isEmpty();
    }
}
