package dev.voiceops.contracts.redaction;

import dev.voiceops.contracts.redaction.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cuts a text into tokens. Digits glued to letters belong to the word: such a word is a code, not a number. */
final class Tokens {
    private static final Map<String, String> SPOKEN = Map.ofEntries(
            Map.entry("zero", "0"),
            Map.entry("oh", "0"),
            Map.entry("o", "0"),
            Map.entry("nought", "0"),
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
            Map.entry("nineteen", "19"),
            Map.entry("twenty", "20"),
            Map.entry("thirty", "30"),
            Map.entry("forty", "40"),
            Map.entry("fifty", "50"),
            Map.entry("sixty", "60"),
            Map.entry("seventy", "70"),
            Map.entry("eighty", "80"),
            Map.entry("ninety", "90"),
            Map.entry("null", "0"),
            Map.entry("eins", "1"),
            Map.entry("zwei", "2"),
            Map.entry("zwo", "2"),
            Map.entry("drei", "3"),
            Map.entry("vier", "4"),
            Map.entry("fünf", "5"),
            Map.entry("sechs", "6"),
            Map.entry("sieben", "7"),
            Map.entry("acht", "8"),
            Map.entry("neun", "9"));
    private static final Map<String, Integer> REPEATS =
            Map.of("double", 2, "triple", 3, "treble", 3, "doppel", 2, "doppelt", 2);

    private Tokens() {}

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            char first = text.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
            } else {
                int end = Character.isLetterOrDigit(first) ? endOfWord(text, at) : at + 1;
                tokens.add(token(text, at, end));
                at = end;
            }
        }
        return tokens;
    }

    /** How often a {@link Kind#REPEAT} has the next digit said. */
    static int times(Token repeat) {
        return REPEATS.getOrDefault(repeat.text(), 1);
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || isApostropheWithin(text, end))) {
            end++;
        }
        return end;
    }

    private static boolean isApostropheWithin(String text, int at) {
        char c = text.charAt(at);
        return (c == '\'' || c == '’') && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    }

    private static Token token(String text, int from, int end) {
        String word = text.substring(from, end).toLowerCase(Locale.ROOT);
        if (word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new Token(from, end, word, Kind.NUMERAL, word);
        }
        String digits = SPOKEN.get(word);
        if (digits != null) {
            return new Token(from, end, word, Kind.SPOKEN, digits);
        }
        boolean isWord = Character.isLetterOrDigit(word.charAt(0));
        Kind kind = REPEATS.containsKey(word) ? Kind.REPEAT : isWord ? Kind.WORD : Kind.SIGN;
        return new Token(from, end, word, kind, "");
    }
}
