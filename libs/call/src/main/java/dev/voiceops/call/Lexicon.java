package dev.voiceops.call;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A set of phrases, compared without case and punctuation. Immutable. */
final class Lexicon {
    private final Set<List<String>> phrases = new HashSet<>();
    private final int longest;

    Lexicon(List<String> phrases) {
        for (String phrase : phrases) this.phrases.add(words(phrase));
        this.longest = this.phrases.stream().mapToInt(List::size).max().orElse(0);
    }

    /** The words of a text in lower case; hyphens and punctuation separate, apostrophes stay. */
    static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("[^\\p{L}\\p{N}']+", " ");
        return plain.isBlank() ? List.of() : Arrays.asList(plain.strip().split(" "));
    }

    /** Whether the text consists of nothing but these phrases, and of at least one. */
    boolean covers(String text) {
        List<String> words = words(text);
        return !words.isEmpty() && reached(words)[words.size()];
    }

    /** Whether the text may become one that consists of nothing but these phrases, if more words come. */
    boolean mayCover(String text) {
        List<String> words = words(text);
        boolean[] reached = reached(words);
        for (int from = 0; from <= words.size(); from++) {
            List<String> rest = words.subList(from, words.size());
            if (reached[from] && phrases.stream().anyMatch(phrase -> startsWith(phrase, rest))) return true;
        }
        return false;
    }

    /** How far phrases laid end to end reach: true at each number of words they can cover. */
    private boolean[] reached(List<String> words) {
        boolean[] reached = new boolean[words.size() + 1];
        reached[0] = true;
        for (int from = 0; from < words.size(); from++) {
            if (!reached[from]) continue;
            for (int to = from + 1; to <= Math.min(words.size(), from + longest); to++) {
                if (phrases.contains(words.subList(from, to))) reached[to] = true;
            }
        }
        return reached;
    }

    private static boolean startsWith(List<String> phrase, List<String> words) {
        return phrase.size() >= words.size() && phrase.subList(0, words.size()).equals(words);
    }

    /** Whether the text ends with one of these phrases. */
    boolean endsOf(String text) {
        List<String> words = words(text);
        for (int n = 1; n <= Math.min(longest, words.size()); n++) {
            if (phrases.contains(words.subList(words.size() - n, words.size()))) return true;
        }
        return false;
    }

    /** How many different ones of these phrases occur in the text. */
    long countIn(String text) {
        String words = " " + String.join(" ", words(text)) + " ";
        return phrases.stream()
                .filter(phrase -> words.contains(" " + String.join(" ", phrase) + " "))
                .count();
    }
}
