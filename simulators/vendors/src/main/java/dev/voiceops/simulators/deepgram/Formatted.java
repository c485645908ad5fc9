package dev.voiceops.simulators.deepgram;

import dev.voiceops.simulators.speech.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes recognised words the way Deepgram's options ask for. */
final class Formatted {
    private static final Map<String, String> DIGITS = Map.of(
            "zero", "0", "one", "1", "two", "2", "three", "3", "four", "4", "five", "5", "six", "6", "seven", "7",
            "eight", "8", "nine", "9");
    private static final Set<String> QUESTIONS = Set.of(
            "what", "where", "when", "who", "why", "how", "can", "could", "do", "does", "is", "are", "will", "which");

    private Formatted() {}

    /** A word as recognised, and as it is written. */
    record Written(SpokenWord word, String punctuated) {}

    /** @param numerals digits said one after the other are written as one number */
    static List<Written> words(List<SpokenWord> heard, boolean punctuate, boolean numerals) {
        var words = numerals ? joined(heard) : heard;
        var written = new ArrayList<Written>();
        for (int i = 0; i < words.size(); i++) {
            var text = words.get(i).text();
            if (punctuate) {
                text = i == 0 || text.equals("i") || text.startsWith("i'") ? capital(text) : text;
                text = i == words.size() - 1 ? text + (question(words) ? "?" : ".") : text;
            }
            written.add(new Written(words.get(i), text));
        }
        return written;
    }

    static String text(List<Written> words) {
        return words.stream().map(Written::punctuated).collect(Collectors.joining(" "));
    }

    private static boolean question(List<SpokenWord> words) {
        return QUESTIONS.contains(words.getFirst().text());
    }

    private static List<SpokenWord> joined(List<SpokenWord> heard) {
        var words = new ArrayList<SpokenWord>();
        int run = 0;
        for (var word : heard) {
            var digit = DIGITS.get(word.text());
            if (digit == null) {
                run = 0;
                words.add(word);
            } else if (run++ == 0) {
                words.add(new SpokenWord(digit, word.start(), word.end()));
            } else {
                var number = words.removeLast();
                words.add(new SpokenWord(number.text() + digit, number.start(), word.end()));
            }
        }
        return words;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
