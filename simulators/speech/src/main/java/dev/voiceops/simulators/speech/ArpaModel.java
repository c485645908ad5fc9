package dev.voiceops.simulators.speech;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a trigram language model of a few sentences as an ARPA file, the text form that recognisers read: log10 probabilities
 * with absolute discounting, what is discounted goes to the shorter history by a back-off weight, so that for each history the
 * probabilities of all words sum to one. One thread.
 */
final class ArpaModel {
    static final String START = "<s>";
    static final String END = "</s>";

    private static final int ORDER = 3;
    private static final double DISCOUNT = 0.5;
    private static final double IMPOSSIBLE = -99;

    /** For each history of 0 to 2 words: how often which word came next. */
    private final Map<List<String>, SortedMap<String, Integer>> followers = new HashMap<>();

    private ArpaModel() {}

    /** The model of {@code sentences}, each a list of words; a sentence given twice counts twice. */
    static String of(List<List<String>> sentences) {
        var model = new ArpaModel();
        sentences.forEach(model::count);
        return model.write();
    }

    private void count(List<String> sentence) {
        var padded = new ArrayList<String>();
        padded.add(START);
        padded.addAll(sentence);
        padded.add(END);
        for (var at = 1; at < padded.size(); at++) {
            for (var history = 0; history < ORDER && history <= at; history++) {
                followers
                        .computeIfAbsent(List.copyOf(padded.subList(at - history, at)), _ -> new TreeMap<>())
                        .merge(padded.get(at), 1, Integer::sum);
            }
        }
    }

    /** The probability of {@code word} after {@code history}, which may be unseen. */
    private double probability(List<String> history, String word) {
        var seen = followers.getOrDefault(history, Collections.emptySortedMap());
        if (history.isEmpty()) return (double) seen.getOrDefault(word, 0) / total(seen);
        var shorter = history.subList(1, history.size());
        var count = seen.get(word);
        if (count == null) return backOff(history) * probability(shorter, word);
        return (count - DISCOUNT) / total(seen);
    }

    /** So much of the shorter history's probability is left for the words never seen after this one. */
    private double backOff(List<String> history) {
        var seen = followers.get(history);
        if (seen == null) return 1;
        var shorter = history.subList(1, history.size());
        var freed = DISCOUNT * seen.size() / total(seen);
        var open = 1
                - seen.keySet().stream()
                        .mapToDouble(word -> probability(shorter, word))
                        .sum();
        return open < 1e-9 ? 1 : freed / open;
    }

    private static int total(SortedMap<String, Integer> seen) {
        return seen.values().stream().mapToInt(Integer::intValue).sum();
    }

    private String write() {
        var sections = new StringBuilder();
        var counts = new StringBuilder("\\data\\\n");
        for (var order = 1; order <= ORDER; order++) {
            var lines = grams(order);
            counts.append("ngram ")
                    .append(order)
                    .append('=')
                    .append(lines.size())
                    .append('\n');
            sections.append("\n\\").append(order).append("-grams:\n");
            lines.values().forEach(line -> sections.append(line).append('\n'));
        }
        return counts.append(sections).append("\n\\end\\\n").toString();
    }

    private SortedMap<String, String> grams(int order) {
        var lines = new TreeMap<String, String>();
        if (order == 1) lines.put(START, line(IMPOSSIBLE, List.of(START)));
        followers.forEach((history, seen) -> {
            if (history.size() != order - 1) return;
            for (var word : seen.keySet()) {
                var gram = new ArrayList<>(history);
                gram.add(word);
                lines.put(String.join(" ", gram), line(Math.log10(probability(history, word)), gram));
            }
        });
        return lines;
    }

    private String line(double log, List<String> gram) {
        var text = String.format(Locale.ROOT, "%.6f\t%s", log, String.join(" ", gram));
        var leads = gram.size() < ORDER && followers.containsKey(gram);
        return leads ? text + String.format(Locale.ROOT, "\t%.6f", Math.log10(backOff(gram))) : text;
    }
}
