package dev.voiceops.simulators.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedRecogniserTest {
    private final ScriptedRecogniser ear = ScriptedRecogniser.of(List.of("Where is my order", "Thank you"));
    private final Heard heard = new Heard();

    @Test
    void each_utterance_gets_the_next_line_with_times_within_the_sound() throws Exception {
        try (var hearing = ear.open(heard)) {
            Heard.play(hearing, Heard.silence(1000));
            Heard.play(hearing, Heard.hum(1600));
            Heard.play(hearing, Heard.silence(1000));
            Heard.play(hearing, Heard.hum(800));
            Heard.play(hearing, Heard.silence(1000));
        }

        var first = heard.next();
        assertThat(first.text()).isEqualTo("where is my order");
        assertThat(first.scripted()).isTrue();
        assertThat(first.start()).isCloseTo(1.0, within(0.03));
        assertThat(first.end()).isCloseTo(2.6, within(0.03));
        assertThat(first.words().getFirst().start()).isEqualTo(first.start());
        assertThat(first.words().getLast().end()).isCloseTo(first.end(), within(1e-6));
        assertThat(heard.next().text()).isEqualTo("thank you");
        assertThat(heard.starts).hasSize(2);
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void partials_grow_word_by_word_and_keep_the_last_word_for_the_end() {
        try (var hearing = ear.open(heard)) {
            Heard.play(hearing, Heard.hum(3000));
        }

        assertThat(heard.partials).extracting(Transcript::text).containsExactly("where", "where is", "where is my");
    }

    @Test
    void the_utterance_can_be_ended_from_outside_and_silence_then_adds_nothing() throws Exception {
        try (var hearing = ear.open(heard)) {
            hearing.endUtterance();
            Heard.play(hearing, Heard.hum(400));
            hearing.endUtterance();
            Heard.play(hearing, Heard.silence(2000));
        }

        assertThat(heard.next().text()).isEqualTo("where is my order");
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void a_click_is_no_utterance_and_a_short_pause_does_not_end_one() throws Exception {
        try (var hearing = ear.open(heard)) {
            Heard.play(hearing, Heard.hum(40));
            Heard.play(hearing, Heard.silence(1000));
            Heard.play(hearing, Heard.hum(400));
            Heard.play(hearing, Heard.silence(400));
            Heard.play(hearing, Heard.hum(400));
            Heard.play(hearing, Heard.silence(600));
        }

        assertThat(heard.starts).hasSize(1);
        assertThat(heard.next().end()).isCloseTo(2.24, within(0.03));
    }

    @Test
    void a_steady_noise_becomes_silence() {
        try (var hearing = ear.open(heard)) {
            var noise = new short[8 * 60_000];
            for (var i = 0; i < noise.length; i++) noise[i] = (short) (i % 2 == 0 ? 250 : -250);
            Heard.play(hearing, noise);
            var begun = heard.starts.size();
            Heard.play(hearing, noise);

            assertThat(heard.starts).hasSize(begun);
        }
    }

    @Test
    void when_the_script_is_over_there_are_utterances_without_words() throws Exception {
        try (var hearing = ScriptedRecogniser.of(List.of()).open(heard)) {
            Heard.play(hearing, Heard.hum(400));
            hearing.endUtterance();
        }

        assertThat(heard.next().words()).isEmpty();
    }

    @Test
    void a_closed_hearing_says_so() {
        var hearing = ear.open(heard);
        hearing.close();

        assertThatThrownBy(() -> hearing.hear(Heard.hum(20))).isInstanceOf(SpeechException.class);
    }
}
