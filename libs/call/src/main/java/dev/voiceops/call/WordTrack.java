package dev.voiceops.call;

import java.util.ArrayList;
import java.util.List;

/** Where in a text the words lie that a voice says it has spoken, and when each has been heard. */
final class WordTrack {
    /** A voice may write a word otherwise than the text does ("twelve", 12): look this far for the next that agrees. */
    private static final int LOOK_AHEAD = 60;

    private record Placed(int end, long endSample) {}

    private final List<Placed> placed = new ArrayList<>();
    private int at;

    /** Places the next word spoken; a word the text writes otherwise lies where the search has come to. */
    void add(Word word, CharSequence text) {
        String wanted = word.text().strip();
        int found = wanted.isEmpty() ? -1 : find(wanted, text);
        if (found >= 0) at = endOfWord(text, found + wanted.length());
        placed.add(new Placed(at, word.endSample()));
    }

    boolean isEmpty() {
        return placed.isEmpty();
    }

    /** How far into the text the words heard reach, when this many samples were played. */
    int heard(long samples) {
        int end = 0;
        for (Placed word : placed) {
            if (word.endSample > samples) break;
            end = word.end;
        }
        return end;
    }

    /** How far into the text the words placed reach. */
    int reach() {
        return at;
    }

    /** The last sample of the last word placed. */
    long samples() {
        return placed.isEmpty() ? 0 : placed.getLast().endSample;
    }

    private int find(String wanted, CharSequence text) {
        String near = text.subSequence(at, Math.min(text.length(), at + LOOK_AHEAD + wanted.length()))
                .toString();
        for (int i = 0; i + wanted.length() <= near.length(); i++) {
            boolean whole = isEdge(near, i - 1) && isEdge(near, i + wanted.length());
            if (whole && near.regionMatches(true, i, wanted, 0, wanted.length())) return at + i;
        }
        return -1;
    }

    private static boolean isEdge(String text, int i) {
        return i < 0 || i >= text.length() || !Character.isLetterOrDigit(text.charAt(i));
    }

    private static int endOfWord(CharSequence text, int from) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) end++;
        return end;
    }
}
