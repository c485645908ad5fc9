package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was heard. */
class SpeechTest {
    private static Speech speech(String text) {
        Speech speech = new Speech();
        speech.add(text);
        speech.give();
        return speech;
    }

    private static String heard(Speech speech) {
        return speech.between(0, speech.heard());
    }

    @Test
    void heard_are_the_words_whose_audio_ended_before_the_cut() {
        Random random = new Random(11);
        for (int run = 0; run < 500; run++) {
            List<String> words = new ArrayList<>();
            List<Word> sounds = new ArrayList<>();
            long at = 0;
            for (int i = 0; i < 1 + random.nextInt(30); i++) {
                words.add("abcdefg".substring(random.nextInt(6)) + (random.nextInt(4) == 0 ? "." : ""));
                long end = at + 800 + random.nextInt(4_000);
                sounds.add(new Word(words.getLast(), at, end));
                at = end;
            }
            long cut = random.nextLong(at + 2_000);
            Speech speech = speech(String.join(" ", words));
            speech.voiced(sounds);
            speech.played(cut);
            List<String> ended = sounds.stream()
                    .filter(word -> word.endSample() <= cut)
                    .map(Word::text)
                    .toList();
            assertThat(heard(speech)).isEqualTo(String.join(" ", ended));
        }
    }

    @Test
    void a_voice_that_writes_words_otherwise_is_followed() {
        Speech speech = speech("It costs $12 at 10:30, Dr. Smith said so.");
        speech.voiced(words("it costs twelve dollars at ten thirty doctor smith said so"));
        speech.played(5 * 1_000);
        assertThat(heard(speech)).isEqualTo("It costs $12 at");
        speech.played(9 * 1_000);
        assertThat(heard(speech)).isEqualTo("It costs $12 at 10:30, Dr. Smith");
    }

    @Test
    void a_short_word_is_not_found_inside_a_longer_one() {
        Speech speech = speech("What a day at a bay.");
        speech.voiced(words("What a day a bay"));
        speech.played(4_000);
        assertThat(heard(speech)).isEqualTo("What a day at a");
    }

    @Test
    void the_position_never_goes_back_and_nothing_beyond_what_was_given_is_heard() {
        Speech speech = speech("One two three.");
        speech.write(" Four five.");
        speech.played(1_000_000);
        speech.played(10);
        assertThat(heard(speech)).isEqualTo("One two three.");
        assertThat(speech.heardBy()).isEqualTo(Utterance.HeardBy.PACE);
    }

    @Test
    void without_audio_nothing_was_heard() {
        Speech speech = speech("One two three.");
        assertThat(heard(speech)).isEmpty();
        assertThat(speech.heardBy()).isEqualTo(Utterance.HeardBy.NOTHING);
    }

    @Test
    void the_length_of_audio_is_told_by_words_as_far_as_they_go_and_by_the_pace_beyond() {
        Speech speech = speech("One two three four.");
        long guessed = speech.expectedSamples();
        speech.voiced(List.of(new Word("One", 0, 80_000)));
        assertThat(speech.expectedSamples()).isGreaterThan(guessed + 60_000);
        speech.voiced(List.of(
                new Word("two", 80_000, 81_000), new Word("three", 81_000, 82_000), new Word("four.", 82_000, 83_000)));
        assertThat(speech.expectedSamples()).isBetween(83_000L, 84_000L);
    }

    private static List<Word> words(String spoken) {
        List<Word> words = new ArrayList<>();
        for (String word : spoken.split(" "))
            words.add(new Word(word, words.size() * 1_000L, (words.size() + 1) * 1_000L));
        return words;
    }
}
