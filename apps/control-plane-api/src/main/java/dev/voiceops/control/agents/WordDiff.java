package dev.voiceops.control.agents;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What differs between two texts, word by word; line by line when they are very long. Pure functions. */
final class WordDiff {
    private static final Pattern WORDS = Pattern.compile("\\s+|\\S+");
    private static final Pattern LINES = Pattern.compile("[^\\n]*\\n|[^\\n]+");
    private static final int MOST_WORDS = 5_000;

    private WordDiff() {}

    /** A stretch of text: together, equal and removed ones are the old text, equal and added ones the new. */
    record Piece(Kind kind, String text) {}

    enum Kind {
        EQUAL,
        REMOVED,
        ADDED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Empty when the texts are equal. */
    static List<Piece> of(String before, String after) {
        if (before.equals(after)) return List.of();
        List<String> old = cut(WORDS, before);
        List<String> now = cut(WORDS, after);
        if (Math.max(old.size(), now.size()) > MOST_WORDS) {
            old = cut(LINES, before);
            now = cut(LINES, after);
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<String>()).getDeltas()) {
            int place = delta.getSource().getPosition();
            add(pieces, Kind.EQUAL, old.subList(at, place));
            add(pieces, Kind.REMOVED, delta.getSource().getLines());
            add(pieces, Kind.ADDED, delta.getTarget().getLines());
            at = place + delta.getSource().size();
        }
        add(pieces, Kind.EQUAL, old.subList(at, old.size()));
        return pieces;
    }

    private static void add(List<Piece> pieces, Kind kind, List<String> words) {
        if (!words.isEmpty()) pieces.add(new Piece(kind, String.join("", words)));
    }

    private static List<String> cut(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
