package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClausesTest {
    /** The clauses of a text that comes in these pieces, and the rest. */
    private static List<String> cut(List<String> pieces) {
        Speech speech = new Speech();
        List<String> clauses = new ArrayList<>();
        for (String piece : pieces) {
            speech.write(piece);
            String clause = speech.give();
            if (!clause.isEmpty()) clauses.add(clause);
        }
        speech.complete();
        String rest = speech.give();
        if (!rest.isEmpty()) clauses.add(rest);
        return clauses;
    }

    /** Written letter by letter: the hardest case, for nothing beyond the letter is known. */
    private static List<String> cut(String text) {
        return cut(text.chars().mapToObj(Character::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dr. Smith will see you.",
                "That is 3.5 percent.",
                "Come at 10:30 or 11:45.",
                "Write to jane.doe@mail.example.com or look at www.example.com today.",
                "It costs $1,200.50 in all.",
                "Ask for J. R. Ewing.",
                "Bring papers e.g. a passport.",
                "Mr. and Mrs. Jones are here.",
                "We close at 5 p.m. today.",
                "Room no. 5 is free.",
                "Wait ... please.",
                "May 5, 2026 is free.",
            })
    void what_belongs_together_is_not_cut(String text) {
        assertThat(cut("x".repeat(12) + " " + text).getFirst()).endsWith(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Yes. I can do that. | Yes. | I can do that.",
                "Really? Good! | Really? | Good!",
                "'He said \"Stop.\" Then he left.' | 'He said \"Stop.\"' | Then he left.",
                "We have 3. Do you want one? | We have 3. | Do you want one?",
                "It is on its way, and it will arrive soon. | It is on its way, | and it will arrive soon.",
                "Well, it is on its way, I think. | Well, it is on its way, | I think.",
                "Fine – it is on the way. I am sure. | Fine – it is on the way. | I am sure.",
            })
    void sentences_are_cut_and_the_first_one_may_be_cut_at_a_pause(String text, String first, String second) {
        assertThat(cut(text.strip())).containsExactly(first.strip(), second.strip());
    }

    @Test
    void later_sentences_are_cut_at_a_pause_only_when_they_are_long() {
        String thing = "one thing that takes a while to be told, ";
        List<String> clauses = cut("First this. Now comes " + thing.repeat(4) + "the end.");
        assertThat(clauses).hasSize(3);
        assertThat(clauses.get(1)).hasSizeGreaterThan(120).endsWith(",");
    }

    @Test
    void a_list_is_cut_between_its_entries_and_not_after_its_numbers() {
        assertThat(cut("1. Open it.\n2. Close it.\nDone")).containsExactly("1. Open it.", "2. Close it.", "Done");
    }

    @Test
    void the_pieces_a_text_comes_in_do_not_change_where_it_is_cut() {
        String text =
                "Well, Dr. Smith has time at 10:30. Is that fine? It costs 3.5 dollars, e.g. in coins! Tell me, then. Bye";
        List<String> whole = cut(text);
        Random random = new Random(4);
        for (int run = 0; run < 200; run++) {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int to = Math.min(text.length(), at + 1 + random.nextInt(12));
                pieces.add(text.substring(at, to));
                at = to;
            }
            assertThat(String.join(" ", cut(pieces))).isEqualTo(String.join(" ", whole));
        }
    }
}
