package dev.voiceops.simulators.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text made ready for a local voice: order numbers and phone numbers digit by digit, times, money, dates, titles, addresses
 * of mail and web as they are said. What comes out is plain words, whatever went in, and each written word remembers what is
 * said for it, so that word times can be told in the written words. Immutable; any thread.
 *
 * @param pieces one for each written word, in order
 */
public record SpeakableText(List<Piece> pieces) {
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
    private static final int WORDS_BEFORE_A_CUT_AT_A_COMMA = 5;

    /** How the voice holds on after a word. */
    public enum Pause {
        /** It does not. */
        NONE(""),
        /** Within a sentence. */
        COMMA(","),
        /** At its end. */
        STOP("."),
        /** At the end of a question. */
        QUESTION("?");

        private final String mark;

        Pause(String mark) {
            this.mark = mark;
        }

        boolean endsSentence() {
            return this == STOP || this == QUESTION;
        }
    }

    /**
     * One written word.
     *
     * @param written as it stands in the text, between white space
     * @param spoken what is said for it: lower case letters and apostrophes, a comma at the end where digits are grouped;
     *     empty when nothing is said
     * @param pause after it
     */
    public record Piece(String written, List<String> spoken, Pause pause) {
        /** Copies the list. */
        public Piece {
            spoken = List.copyOf(spoken);
        }
    }

    /** Copies the list. */
    public SpeakableText {
        pieces = List.copyOf(pieces);
    }

    /** Reads {@code text}, of any length and content. */
    public static SpeakableText of(String text) {
        var blank = TAG.matcher(text).replaceAll(tag -> " ").strip();
        if (blank.isEmpty()) return new SpeakableText(List.of());
        return new SpeakableText(new Reader(List.of(blank.split("\\s+"))).pieces());
    }

    /** What the voice is given: words and the punctuation that shapes them. */
    public String spoken() {
        var out = new StringBuilder();
        for (var piece : pieces) {
            for (var word : piece.spoken) out.append(out.isEmpty() ? "" : " ").append(word);
            if (!out.isEmpty() && Character.isLetter(out.charAt(out.length() - 1))) out.append(piece.pause.mark);
        }
        return out.toString();
    }

    /** The words said, without punctuation. */
    public List<String> words() {
        return pieces.stream()
                .flatMap(piece -> piece.spoken.stream())
                .map(word -> word.replace(",", ""))
                .toList();
    }

    /** Cut where a speaker breathes: after each sentence, and at commas once a few words have gone by. */
    List<SpeakableText> clauses() {
        var clauses = new ArrayList<SpeakableText>();
        var open = new ArrayList<Piece>();
        var words = 0;
        for (var piece : pieces) {
            open.add(piece);
            words += piece.spoken.size();
            var cut = piece.pause.endsSentence()
                    || (piece.pause == Pause.COMMA && words >= WORDS_BEFORE_A_CUT_AT_A_COMMA);
            if (!cut || words == 0) continue;
            clauses.add(new SpeakableText(open));
            open.clear();
            words = 0;
        }
        if (words > 0) clauses.add(new SpeakableText(open));
        return clauses;
    }

    /** The pause after the last word. */
    Pause pause() {
        return pieces.isEmpty() ? Pause.NONE : pieces.getLast().pause;
    }
}
