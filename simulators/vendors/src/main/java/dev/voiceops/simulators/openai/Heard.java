package dev.voiceops.simulators.openai;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can be read out of a caller's words without understanding them: single words, and numbers said digit by digit. */
final class Heard {
    private static final Map<String, String> DIGITS = Map.ofEntries(
            Map.entry("zero", "0"),
            Map.entry("oh", "0"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"),
            Map.entry("thirteen", "13"),
            Map.entry("fourteen", "14"),
            Map.entry("fifteen", "15"),
            Map.entry("sixteen", "16"),
            Map.entry("seventeen", "17"),
            Map.entry("eighteen", "18"),
            Map.entry("nineteen", "19"));
    private static final Map<String, Integer> TENS = Map.of(
            "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70, "eighty", 80, "ninety",
            90);
    private static final Set<String> FILLERS = Set.of("uh", "um", "er", "erm", "and", "dash");

    private Heard() {}

    /** Lower-case words without punctuation; apostrophes stay. */
    static List<String> words(String text) {
        var plain = text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("[^a-z0-9']+", " ")
                .strip();
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
    }

    /** Whether all words of {@code phrase} were said, in any order. */
    static boolean all(List<String> said, String phrase) {
        return said.containsAll(words(phrase));
    }

    /** The numbers in the text as strings of digits: "four seven, uh, two ninety one" is 47291. */
    static List<String> numbers(String text) {
        var found = new ArrayList<String>();
        var run = new StringBuilder();
        var said = words(text);
        for (int i = 0; i < said.size(); i++) {
            var word = said.get(i);
            if (TENS.containsKey(word)) {
                var unit = i + 1 < said.size() ? DIGITS.getOrDefault(said.get(i + 1), "") : "";
                boolean joined = unit.length() == 1 && !unit.equals("0");
                run.append(TENS.get(word) + (joined ? Integer.parseInt(unit) : 0));
                i += joined ? 1 : 0;
            } else if (DIGITS.containsKey(word)) {
                run.append(DIGITS.get(word));
            } else if (word.chars().allMatch(Character::isDigit)) {
                run.append(word);
            } else if (!FILLERS.contains(word)) {
                end(run, found);
            }
        }
        end(run, found);
        return found;
    }

    private static void end(StringBuilder run, List<String> found) {
        if (!run.isEmpty()) {
            found.add(run.toString());
            run.setLength(0);
        }
    }
}
