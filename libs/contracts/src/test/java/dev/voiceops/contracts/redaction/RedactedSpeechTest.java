package dev.voiceops.contracts.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Utterance;
import dev.voiceops.call.Utterance.HeardBy;
import dev.voiceops.call.Utterance.Speaker;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactedSpeechTest {
    @Test
    void a_number_of_which_only_the_beginning_was_heard_is_redacted_too() {
        Utterance said = agent("Your card is 4242 4242 4242 4242, right?", "Your card is 4242 4242");
        assertThat(RedactedSpeech.of(List.of(said)))
                .extracting(Utterance::generated, Utterance::heard)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Your card is [card], right?", "Your card is [card]"));
    }

    @Test
    void the_question_tells_what_the_answer_is() {
        assertThat(RedactedSpeech.of(List.of(
                        agent("What is your order number?", "What is your order number?"),
                        caller("4155550132"),
                        agent("And your phone number?", "And your phone number?"),
                        caller("four one five"),
                        caller("five five five oh one three two"))))
                .extracting(Utterance::heard)
                .containsExactly("What is your order number?", "4155550132", "And your phone number?", "[phone]", "");
    }

    private static Utterance agent(String generated, String heard) {
        return new Utterance(1, Speaker.AGENT, generated, heard, HeardBy.WORDS, !generated.equals(heard), 0, 900);
    }

    private static Utterance caller(String words) {
        return new Utterance(1, Speaker.CALLER, words, words, HeardBy.RECOGNISED, false, 0, 900);
    }
}
