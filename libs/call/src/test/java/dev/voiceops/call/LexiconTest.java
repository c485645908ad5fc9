package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexiconTest {
    private final Lexicon lexicon = new Lexicon(List.of("mm-hm", "i see", "yes", "are you there", "that's right"));

    @Test
    void words_are_compared_without_case_and_punctuation() {
        assertThat(Lexicon.words(" Mm-HM, that’s  3.5! ")).containsExactly("mm", "hm", "that's", "3", "5");
        assertThat(Lexicon.words("... ")).isEmpty();
    }

    @Test
    void phrases_laid_end_to_end_cover_a_text() {
        assertThat(lexicon.covers("Mm-hm, I see. Yes!")).isTrue();
        assertThat(lexicon.covers("i see you")).isFalse();
        assertThat(lexicon.covers("")).isFalse();
    }

    @Test
    void a_beginning_may_become_a_covered_text() {
        assertThat(lexicon.mayCover("yes are you")).isTrue();
        assertThat(lexicon.mayCover("are")).isTrue();
        assertThat(lexicon.mayCover("yes")).isTrue();
        assertThat(lexicon.mayCover("are we")).isFalse();
        assertThat(lexicon.mayCover("you there")).isFalse();
    }

    @Test
    void a_text_may_end_with_or_contain_phrases() {
        assertThat(lexicon.endsOf("well I see")).isTrue();
        assertThat(lexicon.endsOf("I see well")).isFalse();
        assertThat(lexicon.countIn("yes yes I see it")).isEqualTo(2);
        assertThat(lexicon.countIn("yesterday")).isZero();
    }

    @Test
    void without_phrases_nothing_matches() {
        Lexicon empty = new Lexicon(List.of());
        assertThat(empty.covers("yes")).isFalse();
        assertThat(empty.endsOf("yes")).isFalse();
    }
}
