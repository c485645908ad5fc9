package dev.voiceops.simulators.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VoiceTest {
    private static final String REPLY =
            "Your order 47291 left our warehouse on Tuesday, and it should arrive by Friday. Can I help you with more?";

    /** Texts that have tripped local voices: symbols, addresses, mumbling, mark-up, one letter, nothing to say. */
    private static final List<String> HARD = List.of(
            "It costs $49.99, or €3.50 a month.",
            "On March 3rd, 2026 or 2026-03-14 at 10:30 a.m.",
            "Write to jane.doe@example.com.",
            "See https://www.example.com/orders?id=1#top!",
            "<b>Bold</b> & <i>fine</i>",
            "Hmm...",
            "I'd say it's o'clock.",
            "A",
            "Call +1 (415) 555-0100 ext. 12.",
            "Dr. Smith, St. John & Sons, Inc.",
            "100%?! Yes -- no; \"maybe\"",
            "naïve café 👍 Ünïcode",
            "antidisestablishmentarianism xyzzy qwrtp",
            "one.two,three/four|five\\six");

    @ParameterizedTest
    @EnumSource(AgentVoice.class)
    void every_hard_text_is_spoken_with_its_written_words_in_order(AgentVoice kind) {
        try (var voice = kind.load()) {
            for (var text : HARD) {
                var speech = voice.say(text);

                assertThat(speech.seconds()).as(text).isBetween(0.1, 15.0);
                assertThat(energy(speech)).as(text).isGreaterThan(100);
                assertThat(speech.words()).as(text).extracting(SpokenWord::text).isSubsetOf(text.split("\\s|<[^>]*>"));
                assertInOrder(text, speech);
            }
            assertThat(voice.say("... — !").samples()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(AgentVoice.class)
    void the_first_clause_comes_by_itself_and_the_same_text_sounds_the_same(AgentVoice kind) {
        try (var voice = kind.load();
                var fresh = kind.load()) {
            var clauses = new ArrayList<Speech>();
            voice.speak(REPLY, clauses::add);
            var whole = fresh.say(REPLY);

            assertThat(clauses).hasSize(3);
            assertThat(clauses.get(1).words().getFirst().start())
                    .isGreaterThanOrEqualTo(clauses.getFirst().seconds());
            assertThat(clauses.stream()
                            .mapToInt(clause -> clause.samples().length)
                            .sum())
                    .isEqualTo(whole.samples().length);
            assertThat(energy(Speech.joined(clauses))).isCloseTo(energy(whole), within(1.0));
        }
    }

    @ParameterizedTest
    @EnumSource(AgentVoice.class)
    void word_times_come_from_the_engine(AgentVoice kind) {
        try (var voice = kind.load()) {
            var words = voice.say("Internationalisation is a word.").words();

            // Spread by letters, the long word would take about three quarters of the whole.
            var share = (words.get(0).end() - words.get(0).start())
                    / words.getLast().end();
            assertThat(words).hasSize(4);
            assertThat(share).isBetween(0.4, 0.73);
        }
    }

    /** Two loads at once make voices that mispronounce now and then; so the second must wait. */
    @Test
    void a_voice_is_not_loaded_while_another_lexicon_is() throws Exception {
        var second = Thread.ofPlatform().daemon().unstarted(() -> new KevinEngine(100, 150).release());
        KevinEngine.oneAtATime(() -> {
            second.start();
            while (second.getState() != Thread.State.BLOCKED && second.isAlive()) Thread.onSpinWait();
            assertThat(second.isAlive()).isTrue();
        });
        second.join();
    }

    @Test
    void a_sink_that_has_heard_enough_stops_the_voice() {
        try (var voice = CallerVoice.load()) {
            var clauses = new ArrayList<Speech>();
            voice.speak(REPLY, clause -> {
                clauses.add(clause);
                return false;
            });

            assertThat(clauses).hasSize(1);
        }
    }

    @Test
    void many_threads_may_speak_at_once() {
        try (var voice = CallerVoice.load()) {
            var lengths = IntStream.range(0, 200)
                    .parallel()
                    .map(i -> voice.say("Text number " + i % 50).samples().length - length(voice, i % 50))
                    .distinct()
                    .toArray();

            assertThat(lengths).containsExactly(0);
        }
    }

    @Test
    void a_closed_voice_says_so() {
        var voice = CallerVoice.load();
        voice.close();

        assertThatThrownBy(() -> voice.say("hello"))
                .isInstanceOfSatisfying(
                        SpeechException.class, e -> assertThat(e.code()).isEqualTo(SpeechException.Code.CLOSED));
    }

    private static int length(Voice voice, int number) {
        return voice.say("Text number " + number).samples().length;
    }

    private static void assertInOrder(String text, Speech speech) {
        var before = 0.0;
        for (var word : speech.words()) {
            assertThat(word.start()).as(text + ": " + word).isBetween(before - 1e-3, speech.seconds());
            assertThat(word.end()).as(text + ": " + word).isBetween(word.start(), speech.seconds() + 0.05);
            before = word.end();
        }
    }

    private static double energy(Speech speech) {
        double sum = 0;
        for (var sample : speech.samples()) sum += (double) sample * sample;
        return Math.sqrt(sum / Math.max(1, speech.samples().length));
    }
}
