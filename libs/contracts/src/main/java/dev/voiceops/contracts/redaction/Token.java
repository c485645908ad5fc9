package dev.voiceops.contracts.redaction;

/**
 * A piece of text: a word, a group of digits, or one other character that is not blank.
 *
 * @param text in lower case
 * @param digits what it says in digits, empty if it says none
 */
record Token(int from, int to, String text, Kind kind, String digits) {
    /** What a token is. */
    enum Kind {
        WORD,
        /** A word that says digits. */
        SPOKEN,
        /** Says twice or thrice the next digit. */
        REPEAT,
        /** Digits. */
        NUMERAL,
        SIGN
    }

    boolean says(Kind wanted) {
        return kind == wanted;
    }

    boolean isDigits() {
        return kind == Kind.SPOKEN || kind == Kind.NUMERAL;
    }

    int length() {
        return to - from;
    }
}
