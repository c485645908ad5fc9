package dev.voiceops.call;

import static dev.voiceops.call.Limit.ENDPOINT_LONG_MS;
import static dev.voiceops.call.Limit.ENDPOINT_MS;
import static dev.voiceops.call.Limit.ENDPOINT_SHORT_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.Digit;
import dev.voiceops.call.Event.SpeechStarted;
import dev.voiceops.call.Event.SpeechStopped;
import dev.voiceops.call.Event.Transcript;
import dev.voiceops.call.Event.TurnEnded;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the caller has finished. */
class EndpointingTest {
    private static final Policy POLICY = Policy.standard().with(Phrase.GREETING, "");
    private static final Endpointing ENDPOINTING = new Endpointing(POLICY);

    private static VirtualCall call() {
        return new VirtualCall(POLICY).at(0, new Connected());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "No.",
                "okay thanks",
                "That's all.",
                "what time is it?",
                "it is 555 123 4567",
                "five five five one two three four five six seven"
            })
    void a_complete_short_answer_ends_soon(String words) {
        assertThat(ENDPOINTING.silenceAfter(words)).isEqualTo(ENDPOINT_SHORT_MS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I want and",
                "my number is",
                "it's",
                "five five five",
                "call 555 01",
                "my name is j o",
                "well,",
                "john at gmail dot",
                "let me think",
                "double five seven"
            })
    void words_that_trail_off_are_waited_for(String words) {
        assertThat(ENDPOINTING.silenceAfter(words)).isEqualTo(ENDPOINT_LONG_MS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I want a pizza", "tomorrow at five", "a table for 12", "I live in room 4", "that is mine"})
    void ordinary_words_end_after_the_ordinary_silence(String words) {
        assertThat(ENDPOINTING.silenceAfter(words)).isEqualTo(ENDPOINT_MS);
    }

    @Test
    void a_number_dictated_with_a_long_pause_ends_once_with_its_full_value() {
        Run run = call().caller(1_000, 2_000, "five five five")
                .caller(3_400, 4_400, "oh one two")
                .run(6_500);
        assertThat(run.asked()).containsExactly("five five five oh one two");
    }

    @Test
    void silence_counts_from_the_end_of_the_voice_and_not_from_its_detection() {
        Run run = call().caller(1_000, 2_000, "I want a pizza").run(4_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(2_600L);
        assertThat(run.notes("endpoint").getFirst().fields())
                .containsEntry("waited_ms", "600")
                .containsEntry("voice", "false");
    }

    @Test
    void a_yes_is_answered_sooner_and_a_trailing_word_later() {
        assertThat(call().caller(1_000, 2_000, "yes").run(6_000).times(Effect.Ask.class))
                .containsExactly(2_350L);
        assertThat(call().caller(1_000, 2_000, "yes and").run(6_000).times(Effect.Ask.class))
                .containsExactly(3_600L);
    }

    @Test
    void the_recognisers_judgement_ends_the_turn_at_once() {
        Run run = call().caller(1_000, 2_000, "I want a pizza")
                .at(2_320, new TurnEnded())
                .run(4_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(2_320L);
        assertThat(run.notes("endpoint").getFirst().fields()).containsEntry("judged", "true");
    }

    @Test
    void the_recognisers_judgement_does_not_cut_off_words_that_trail() {
        Run run = call().caller(1_000, 2_000, "my number is")
                .at(2_320, new TurnEnded())
                .run(4_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(3_600L);
    }

    @Test
    void the_recognisers_judgement_waits_for_the_voice_to_end_but_not_for_ever() {
        Run quiet = call().at(1_000, new SpeechStarted())
                .at(1_900, new Transcript("I want a pizza", true), new TurnEnded())
                .at(2_200, new SpeechStopped(200))
                .run(4_000);
        assertThat(quiet.times(Effect.Ask.class)).containsExactly(2_200L);
        Run noisy = call().at(1_000, new SpeechStarted())
                .at(1_900, new Transcript("I want a pizza", true), new TurnEnded())
                .run(4_000);
        assertThat(noisy.times(Effect.Ask.class)).containsExactly(2_500L);
    }

    @Test
    void a_judgement_is_void_when_the_caller_goes_on() {
        Run run = call().at(1_000, new SpeechStarted())
                .at(1_900, new SpeechStopped(100))
                .at(2_000, new Transcript("I want", false), new TurnEnded())
                .at(2_100, new SpeechStarted())
                .run(4_000);
        assertThat(run.times(Effect.Ask.class)).isEmpty();
    }

    @Test
    void a_judgement_without_words_means_nothing() {
        Run run = call().at(500, new TurnEnded())
                .caller(1_000, 2_000, "I want a pizza")
                .run(4_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(2_600L);
    }

    @Test
    void on_a_line_that_is_never_quiet_words_decide() {
        Run run = call().at(1_000, new SpeechStarted())
                .at(2_000, new Transcript("I want a pizza", true))
                .run(6_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(4_000L);
    }

    @Test
    void without_a_detector_the_words_themselves_tell_the_end() {
        Run run = call().at(1_500, new Transcript("I want", false))
                .at(2_000, new Transcript("I want a pizza", true))
                .run(6_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(2_600L);
    }

    @Test
    void words_too_soft_for_the_detector_tell_their_own_end() {
        Run run = call().noise(1_000, 2_000)
                .at(4_000, new Transcript("I want a pizza", true))
                .run(6_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(4_600L);
    }

    @Test
    void guessed_words_are_waited_for_and_taken_if_their_final_form_never_comes() {
        Run run = call().at(1_000, new SpeechStarted())
                .at(1_800, new Transcript("I want a pizza", false))
                .at(2_200, new SpeechStopped(200))
                .at(4_000, new Transcript("I want a pizza", true))
                .answer("pizza", Thinks.says("With pleasure.").after(0))
                .run(8_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(3_300L);
        assertThat(run.asked()).containsExactly("I want a pizza");
        assertThat(run.callerSaid()).containsExactly("I want a pizza");
    }

    @Test
    void what_the_late_final_form_adds_is_put_to_the_model_too() {
        Run run = call().at(1_000, new SpeechStarted())
                .at(1_800, new Transcript("I want", false))
                .at(2_200, new SpeechStopped(200))
                .at(3_900, new Transcript("I want a pizza", true))
                .answer("want", Thinks.nothing())
                .run(5_500);
        assertThat(run.asked()).containsExactly("I want", "I want a pizza");
    }

    @Test
    void the_same_guess_again_does_not_put_the_end_off() {
        Run run = call().at(1_000, new SpeechStarted())
                .at(1_800, new Transcript("I want a pizza", false), new Transcript("I want a pizza", false))
                .at(1_900, new SpeechStopped(100))
                .at(2_390, new Transcript("I want a pizza", true))
                .run(6_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(2_400L);
    }

    @Test
    void a_guess_taken_back_leaves_nothing_to_answer() {
        Run run = call().at(1_000, new SpeechStarted())
                .at(1_200, new Transcript("wall", false))
                .at(1_300, new SpeechStopped(100))
                .at(1_500, new Transcript("", true))
                .run(6_000);
        assertThat(run.asks()).isEmpty();
    }

    @Test
    void keys_are_gathered_into_one_line_until_the_caller_pauses() {
        Run run = call().at(1_000, new Digit('4'))
                .at(1_900, new Digit('2'))
                .at(2_500, new Digit('7'))
                .run(6_000);
        assertThat(run.asked()).containsExactly("Keypad: 427");
        assertThat(run.times(Effect.Ask.class)).containsExactly(4_500L);
    }

    @Test
    void the_hash_key_ends_the_number_at_once() {
        Run run = call().at(1_000, new Digit('4')).at(1_900, new Digit('#')).run(6_000);
        assertThat(run.times(Effect.Ask.class)).containsExactly(1_900L);
        assertThat(run.asked()).containsExactly("Keypad: 4#");
    }

    @Test
    void a_key_interrupts_and_keeps_its_place_among_the_words() {
        Run run = new VirtualCall()
                .at(0, new Connected())
                .at(1_000, new Digit('1'))
                .at(1_500, new Transcript("I mean two", true))
                .at(1_600, new Digit('2'))
                .run(6_000);
        assertThat(run.agent().getFirst().interrupted()).isTrue();
        assertThat(run.asked()).containsExactly("Keypad: 1 I mean two Keypad: 2");
        assertThat(run.dialogue()).contains(new Line.Caller("Keypad: 1 I mean two Keypad: 2"));
    }

    @Test
    void a_key_pressed_during_a_guess_comes_after_it() {
        Run run = call().at(1_000, new Transcript("my code", false))
                .at(1_200, new Digit('2'))
                .at(1_400, new Transcript("my code is", true))
                .run(8_000);
        assertThat(run.callerSaid()).containsExactly("my code Keypad: 2 is");
    }

    @Test
    void a_turn_answered_is_forgotten_by_the_ear() {
        Run run = call().caller(1_000, 2_000, "I want a pizza")
                .caller(5_000, 6_000, "and a salad")
                .run(9_000);
        assertThat(run.asked()).isEqualTo(List.of("I want a pizza", "and a salad"));
    }
}
