package dev.voiceops.vendors.rime;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into pieces that Rime takes: at most 1000 characters, cut after a sentence, else at a space, else
 * anywhere.
 */
final class Pieces {
    static final int MAX = 1000;

    private Pieces() {}

    /** The pieces in order, none blank; together they are the text but for the spaces at the cuts. */
    static List<String> of(String text) {
        var pieces = new ArrayList<String>();
        var rest = wellFormed(text).strip();
        while (rest.length() > MAX) {
            int cut = cut(rest);
            pieces.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) pieces.add(rest);
        return pieces;
    }

    private static int cut(String text) {
        int least = MAX / 2;
        for (int at = MAX; at > least; at--) {
            if (text.charAt(at) == ' ' && ".!?".indexOf(text.charAt(at - 1)) >= 0) return at;
        }
        int space = text.lastIndexOf(' ', MAX);
        if (space > 0) return space;
        return Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
    }

    /** Half a character would make the whole message unsendable. */
    private static String wellFormed(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
