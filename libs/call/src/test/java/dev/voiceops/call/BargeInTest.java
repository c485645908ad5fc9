package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.SpeechStarted;
import dev.voiceops.call.Event.SpeechStopped;
import dev.voiceops.call.Event.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who speaks when both do. The agent counts to twelve, from 3.29 s to 7.23 s. */
class BargeInTest {
    private static final String COUNT = "One two three four five six seven eight nine ten eleven twelve.";
    private static final Policy POLICY = Policy.standard().with(Phrase.GREETING, "");

    private static VirtualCall counting() {
        return new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "please count")
                .answer("please count", COUNT)
                .answer("Go on", "Thirteen.");
    }

    @Test
    void an_interruption_keeps_only_what_was_heard() {
        Run run = counting()
                .caller(5_000, 6_000, "stop that please")
                .answer("stop that", "Very well.")
                .run(12_000);
        Line.Agent cut = run.agent().getFirst();
        assertThat(cut.interrupted()).isTrue();
        assertThat(cut.text()).isEqualTo("One two three four five six seven");
        assertThat(run.spoken().getFirst()).satisfies(said -> {
            assertThat(said.generated()).isEqualTo(COUNT);
            assertThat(said.heard()).isEqualTo("One two three four five six seven");
            assertThat(said.heardBy()).isEqualTo(Utterance.HeardBy.WORDS);
        });
        assertThat(run.asks().getLast().dialogue())
                .containsExactly(new Line.Caller("please count"), cut, new Line.Caller("stop that please"));
        assertThat(cut.marked()).isEqualTo("One two three four five six seven … [interrupted by the caller]");
        assertThat(run.said()).containsExactly(COUNT, "Very well.");
    }

    @Test
    void without_word_times_the_heard_part_is_told_by_the_pace_of_speech() {
        VirtualCall call = counting().caller(5_000, 6_000, "stop that please");
        call.voice().wordless();
        Utterance said = call.run(12_000).spoken().getFirst();
        assertThat(said.heardBy()).isEqualTo(Utterance.HeardBy.PACE);
        assertThat(said.heard()).isEqualTo("One two three four five six seven");
    }

    @Test
    void the_voice_is_lowered_at_the_first_sound_and_silent_once_it_is_meant() {
        Run run = counting().caller(5_000, 6_500, "stop that please").run(12_000);
        assertThat(run.times(Effect.Duck.class).getFirst()).isEqualTo(5_040);
        assertThat(run.times(Effect.StopSpeaking.class)).containsExactly(5_540L);
        assertThat(run.effects(Effect.Duck.class)).containsExactly(new Effect.Duck(true), new Effect.Duck(false));
        assertThat(run.notes("voice_barge_in_detected")).hasSize(1);
    }

    @Test
    void a_cough_lowers_the_voice_for_a_moment_and_does_not_interrupt() {
        Run run = counting().noise(4_000, 4_200).run(12_000);
        assertThat(run.effects(Effect.Duck.class)).containsExactly(new Effect.Duck(true), new Effect.Duck(false));
        assertThat(run.times(Effect.Duck.class)).containsExactly(4_040L, 4_800L);
        assertThat(run.notes("false_barge_in")).hasSize(1);
        assertThat(run.agent().getFirst()).isEqualTo(new Line.Agent(COUNT, List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mm-hm", "Mhm.", "yeah", "Yeah, okay.", "uh-huh", "OK", "right", "I see.", "yes yes", "Got it."})
    void a_sign_of_listening_does_not_interrupt(String words) {
        Run run = counting().caller(4_000, 4_300, words).run(12_000);
        assertThat(run.agent()).containsExactly(new Line.Agent(COUNT, List.of(), false));
        assertThat(run.asks()).hasSize(1);
        assertThat(run.callerSaid()).containsExactly("please count", words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop",
                "No.",
                "wait wait",
                "what about Tuesday",
                "yeah but not today",
                "okay stop it",
                "hello are you listening"
            })
    void words_that_mean_it_interrupt_however_short(String words) {
        Run run = counting().caller(4_000, 4_300, words).run(12_000);
        assertThat(run.agent().getFirst().interrupted()).isTrue();
        assertThat(run.asked()).containsExactly("please count", words);
        assertThat(run.notes("voice_barge_in_detected").getFirst().fields()).containsEntry("by", "words");
    }

    @Test
    void a_long_sign_of_listening_is_still_none() {
        Run run = counting()
                .at(4_000, new SpeechStarted())
                .at(4_400, new Transcript("mm", false))
                .at(4_800, new SpeechStopped(200))
                .at(4_900, new Transcript("mm-hm", true))
                .run(12_000);
        assertThat(run.agent()).containsExactly(new Line.Agent(COUNT, List.of(), false));
    }

    @Test
    void a_voice_that_lasts_interrupts_before_any_word_is_known() {
        Run run = counting().at(4_000, new SpeechStarted()).run(4_600);
        assertThat(run.times(Effect.StopSpeaking.class)).containsExactly(4_500L);
        assertThat(run.notes("voice_barge_in_detected").getFirst().fields())
                .containsEntry("by", "voice")
                .containsEntry("heard_ms", "1210");
    }

    @Test
    void two_guessed_words_interrupt_while_the_caller_still_speaks() {
        Run run = counting()
                .at(4_000, new SpeechStarted())
                .at(4_300, new Transcript("what about", false))
                .run(4_400);
        assertThat(run.times(Effect.StopSpeaking.class)).containsExactly(4_300L);
    }

    @Test
    void a_guess_of_one_word_waits_for_the_verdict() {
        Run run = counting()
                .at(4_000, new SpeechStarted())
                .at(4_200, new Transcript("what", false))
                .at(4_300, new SpeechStopped(100))
                .run(5_000);
        assertThat(run.times(Effect.StopSpeaking.class)).containsExactly(4_700L);
    }

    @Test
    void words_interrupt_even_if_the_detector_heard_no_voice() {
        Run run = counting().at(4_000, new Transcript("stop it please", true)).run(9_000);
        assertThat(run.times(Effect.StopSpeaking.class)).containsExactly(4_000L);
        assertThat(run.effects(Effect.Duck.class)).isEmpty();
        assertThat(run.asked()).last().isEqualTo("stop it please");
    }

    @Test
    void noise_that_cut_the_agent_short_is_made_good_when_no_words_come() {
        Run run = counting().noise(4_000, 4_800).run(12_000);
        assertThat(run.agent().getFirst().interrupted()).isTrue();
        assertThat(run.asks().getLast().dialogue().getLast()).isInstanceOf(Line.Note.class);
        assertThat(run.times(Effect.Ask.class).getLast()).isEqualTo(6_500);
        assertThat(run.said()).containsExactly(COUNT, "Thirteen.");
        assertThat(run.notes("false_barge_in").getFirst().fields()).containsEntry("resumed", "true");
    }

    @Test
    void noise_that_does_not_end_does_not_keep_the_agent_silent() {
        Run run = counting().noise(4_000, 20_000).run(20_000);
        assertThat(run.times(Effect.Ask.class)).hasSize(2).last().isEqualTo(8_040L);
    }

    @ParameterizedTest
    @CsvSource({"7_700, 7_900, true", "4_000, 4_200, false"})
    void a_yes_over_the_end_of_a_question_answers_it_and_an_early_one_does_not(long from, long to, boolean answers) {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "book a table")
                .answer("book a table", "So that is a table for two at half past seven on Friday, is that right?")
                .answer("yes", "It is booked.")
                .caller(from, to, "yes")
                .run(14_000);
        assertThat(run.said().contains("It is booked.")).isEqualTo(answers);
        assertThat(run.callerSaid()).containsExactly("book a table", "yes");
    }

    @Test
    void an_interruption_cancels_thought_and_speech_together() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "tell me")
                .answer(
                        "tell me",
                        Thinks.says("Of course I will. First ").after(2_500).then("Too late."))
                .caller(3_500, 4_500, "no stop it")
                .answer("stop it", "Fine.")
                .run(9_000);
        assertThat(run.times(Effect.CancelAsk.class)).isEqualTo(run.times(Effect.StopSpeaking.class));
        assertThat(run.said()).containsExactly("Of course I will.", "Fine.");
    }

    @Test
    void a_caller_who_goes_on_before_the_answer_is_heard_is_answered_once_and_whole() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "I want a pizza")
                .caller(2_750, 3_500, "with extra cheese")
                .answer("pizza", "With pleasure.")
                .run(12_000);
        assertThat(run.asked()).containsExactly("I want a pizza", "I want a pizza with extra cheese");
        assertThat(run.said()).containsExactly("With pleasure.");
        assertThat(run.callerSaid()).containsExactly("I want a pizza with extra cheese");
        assertThat(run.dialogue())
                .containsExactly(
                        new Line.Caller("I want a pizza with extra cheese"),
                        new Line.Agent("With pleasure.", List.of(), false));
        assertThat(run.notes("caller_went_on")).hasSize(1);
    }

    @Test
    void nothing_is_said_and_no_tool_run_while_the_caller_goes_on() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "cancel my order")
                .answer("cancel", Thinks.says("I will cancel it. ").use("c1", "cancel_order"))
                .at(2_700, new SpeechStarted())
                .at(3_050, new SpeechStopped(100))
                .run(3_400);
        assertThat(run.said()).isEmpty();
        assertThat(run.effects(Effect.RunTool.class)).isEmpty();
        assertThat(run.conversation().owedBy()).isEqualTo(Party.CALLER);
    }

    @Test
    void what_was_held_back_is_said_once_the_sound_meant_nothing() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "cancel my order")
                .answer("cancel", Thinks.says("I will cancel it. ").use("c1", "cancel_order"))
                .at(2_700, new SpeechStarted())
                .at(3_050, new SpeechStopped(100))
                .run(3_600);
        assertThat(run.times(Effect.Say.class)).containsExactly(3_450L);
        assertThat(run.times(Effect.RunTool.class)).containsExactly(3_450L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello?", "hello hello", "Are you there?", "mm-hm"})
    void asking_whether_anybody_is_there_does_not_cancel_the_answer(String words) {
        Run answered = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "where is my order")
                .answer("order", Thinks.empty().after(3_000).then("It is on its way."))
                .caller(3_000, 3_300, words)
                .run(12_000);
        assertThat(answered.said()).containsExactly("It is on its way.");
        assertThat(answered.asks()).hasSize(1);
        assertThat(answered.callerSaid()).containsExactly("where is my order", words);
    }

    @Test
    void hello_is_a_wish_to_speak_once_the_agent_can_be_heard() {
        Run run = counting().caller(4_000, 4_300, "hello hello").run(12_000);
        assertThat(run.asked()).last().isEqualTo("hello hello");
    }
}
