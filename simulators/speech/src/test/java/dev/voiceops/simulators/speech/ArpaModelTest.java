package dev.voiceops.simulators.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads the file as a recogniser would and checks its arithmetic. */
class ArpaModelTest {
    private static final List<List<String>> SENTENCES = List.of(
            List.of("where", "is", "my", "order"),
            List.of("where", "is", "my", "order"),
            List.of("my", "order", "is", "late"),
            List.of("yes"),
            List.of("is", "my", "order", "where", "is", "my", "order"));

    private record Gram(double probability, double backOff) {}

    private final String file = ArpaModel.of(SENTENCES);
    private final Map<List<String>, Gram> grams = read(file);

    @Test
    void the_file_has_its_sections_and_as_many_lines_as_it_announces() {
        for (var order = 1; order <= 3; order++) {
            var n = order;
            var count = grams.keySet().stream().filter(gram -> gram.size() == n).count();
            assertThat(file).contains("ngram " + order + "=" + count + "\n").contains("\n\\" + order + "-grams:\n");
        }
        assertThat(file).startsWith("\\data\\\n").endsWith("\n\\end\\\n");
        assertThat(file.lines().filter(line -> line.contains("<s>") && line.startsWith("-99")))
                .hasSize(1);
    }

    @Test
    void the_probabilities_of_all_words_sum_to_one_after_any_history() {
        for (var first : List.of("<s>", "where", "is", "my", "order", "late", "yes")) {
            assertSumsToOne(List.of(first));
            for (var second : words()) if (!second.equals("</s>")) assertSumsToOne(List.of(first, second));
        }
        assertSumsToOne(List.of());
    }

    @Test
    void what_was_said_is_more_likely_than_what_was_not() {
        assertThat(probability(List.of("is", "my"), "order")).isGreaterThan(0.5);
        assertThat(probability(List.of("is", "my"), "late")).isBetween(1e-4, 0.1);
        assertThat(probability(List.of("<s>"), "where")).isGreaterThan(probability(List.of("<s>"), "yes"));
    }

    private void assertSumsToOne(List<String> history) {
        var sum =
                words().stream().mapToDouble(word -> probability(history, word)).sum();
        assertThat(sum).as("after " + history).isCloseTo(1, within(1e-4));
    }

    private List<String> words() {
        return grams.keySet().stream()
                .filter(gram -> gram.size() == 1)
                .map(List::getFirst)
                .filter(word -> !word.equals("<s>"))
                .toList();
    }

    private double probability(List<String> history, String word) {
        var gram = new ArrayList<>(history);
        gram.add(word);
        var found = grams.get(gram);
        if (found != null) return found.probability;
        var shorter = history.subList(1, history.size());
        var weight = grams.containsKey(history) ? grams.get(history).backOff : 1;
        return weight * probability(shorter, word);
    }

    private static Map<List<String>, Gram> read(String file) {
        var grams = new HashMap<List<String>, Gram>();
        file.lines().filter(line -> line.contains("\t")).forEach(line -> {
            var fields = line.split("\t");
            var backOff = fields.length > 2 ? Math.pow(10, Double.parseDouble(fields[2])) : 1;
            grams.put(List.of(fields[1].split(" ")), new Gram(Math.pow(10, Double.parseDouble(fields[0])), backOff));
        });
        return grams;
    }
}
