package dev.voiceops.simulators.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void sentences_become_the_words_a_voice_says_and_the_script_counts_three_times() {
        var vocabulary = Vocabulary.of(List.of("Order #47, please!"), List.of("Thanks."));

        assertThat(vocabulary.sentences())
                .containsExactly(
                        List.of("order", "four", "seven", "please"),
                        List.of("order", "four", "seven", "please"),
                        List.of("order", "four", "seven", "please"),
                        List.of("thanks"));
    }

    @Test
    void where_the_script_has_a_number_any_digits_are_expected() {
        var vocabulary = Vocabulary.of(List.of("My number is 4711, I say."), List.of());

        assertThat(vocabulary.words()).contains("zero", "one", "five", "nine", "number");
        assertThat(vocabulary.sentences())
                .hasSize(15)
                .allSatisfy(words -> assertThat(words)
                        .hasSize(9)
                        .startsWith("my", "number", "is")
                        .endsWith("i", "say"))
                .isEqualTo(Vocabulary.of(List.of("My number is 4711, I say."), List.of())
                        .sentences());
    }

    @Test
    void a_vocabulary_without_words_is_refused() {
        assertThatThrownBy(() -> Vocabulary.of(List.of("...", ""), List.of()))
                .isInstanceOf(SpeechException.class)
                .hasMessageContaining("no words");
    }

    @Test
    void the_dictionary_gives_all_pronunciations_and_names_are_pronounced_by_rule() {
        var pronunciations = Pronunciations.of(Set.of("the", "order", "voiceops", "o'clock"));

        assertThat(pronunciations.guessed()).containsExactly("voiceops");
        assertThat(pronunciations.text().lines())
                .contains("the DH AH", "the(2) DH IY", "order AO R D ER", "voiceops V OY SH AA P S");
    }
}
