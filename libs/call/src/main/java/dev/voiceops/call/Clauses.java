package dev.voiceops.call;

import java.util.Locale;
import java.util.Set;

/**
 * Where a text that is still being written may be cut, so that its beginning can be spoken already. Cuts at the end of a
 * sentence; the first words of a turn, and very long sentences, also at a comma. Never inside "Dr. Smith", "3.5", "10:30"
 * or an address, because a cut needs white space and then a beginning.
 */
final class Clauses {
    private static final Set<String> TITLES = Set.of(
            "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "mt.", "no.", "nr.", "fig.", "ext.", "vs.", "e.g.", "i.e.");
    private static final String CLOSERS = "\"'”’)]»";
    /** The first words must be worth a breath. */
    private static final int SHORTEST_FIRST = 12;
    /** Longer than this, a comma will do: the voice needs food. */
    private static final int LONG = 120;

    private Clauses() {}

    /**
     * The end of the first clause that begins at {@code from} and is certain to be complete, or -1 if none is yet.
     *
     * @param first whether nothing of this turn has been spoken
     */
    static int end(CharSequence text, int from, boolean first) {
        for (int i = from; i < text.length(); i++) {
            int next = beginningAfter(text, i);
            if (next < 0) continue;
            if (endsSentence(text, from, i, next)) return next;
            boolean worth = i - from >= (first ? SHORTEST_FIRST : LONG);
            if (worth && pauses(text, i, next)) return next;
        }
        return -1;
    }

    /** The start of the word after the mark at {@code i}, or -1 if no white space or no word follows (yet). */
    private static int beginningAfter(CharSequence text, int i) {
        int at = i + 1;
        while (at < text.length() && CLOSERS.indexOf(text.charAt(at)) >= 0) at++;
        int space = at;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        return at > space && at < text.length() ? at : -1;
    }

    private static boolean endsSentence(CharSequence text, int from, int i, int next) {
        char mark = text.charAt(i);
        if (mark == '!' || mark == '?') return true;
        if (mark != '.' && mark != '…')
            return text.subSequence(i + 1, next).toString().contains("\n")
                    && !text.subSequence(from, i + 1).toString().isBlank();
        String word = wordUpTo(text, from, i);
        boolean listNumber = word.length() == i + 1 - from
                && word.chars().limit(word.length() - 1L).allMatch(Character::isDigit);
        boolean initial = word.length() == 2 && Character.isLetter(word.charAt(0));
        boolean goesOn = Character.isLowerCase(text.charAt(next));
        return !goesOn && !initial && !listNumber && !TITLES.contains(word);
    }

    private static boolean pauses(CharSequence text, int i, int next) {
        boolean inNumber = Character.isDigit(text.charAt(i - 1)) && Character.isDigit(text.charAt(next));
        return ",;:—–".indexOf(text.charAt(i)) >= 0 && !inNumber;
    }

    private static String wordUpTo(CharSequence text, int from, int i) {
        int start = i;
        while (start > from && !Character.isWhitespace(text.charAt(start - 1))) start--;
        return text.subSequence(start, i + 1).toString().toLowerCase(Locale.ROOT);
    }
}
