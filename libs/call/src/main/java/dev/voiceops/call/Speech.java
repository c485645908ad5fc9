package dev.voiceops.call;

import java.util.List;

/**
 * The words of one turn of the agent, on their way from thought to ear: written, cut into clauses, given to the voice,
 * heard. Positions are characters of the text; heard &lt;= given &lt;= cut &lt;= written.
 */
final class Speech {
    /** Telephone voices speak about fifteen characters a second. */
    private static final int SAMPLES_PER_CHAR = 66 * Playhead.SAMPLES_PER_MS;

    private final StringBuilder text = new StringBuilder();
    private final WordTrack words = new WordTrack();
    private int cut;
    private int given;
    private long samplesHeard;

    /** The model writes on; what forms a clause by that is fit to be spoken. */
    void write(String delta) {
        text.append(endsWord() ? delta.stripLeading() : delta);
        for (int end = Clauses.end(text, cut, cut == 0); end >= 0; end = Clauses.end(text, cut, false)) cut = end;
    }

    /** What is written so far is complete and fit to be spoken; what is written next begins a new word. */
    void complete() {
        if (!endsWord()) text.append(' ');
        cut = text.length();
    }

    /** Adds a sentence of our own after what was written. */
    void add(String sentence) {
        complete();
        text.append(sentence);
        complete();
    }

    /** Forgets what was written and is not fit to be spoken. */
    void drop() {
        text.setLength(cut);
    }

    /** Hands out the words to be given to the voice next; blank if there are none. */
    String give() {
        String next = between(given, cut);
        given = cut;
        return next;
    }

    /** Whether words wait to be given to the voice. */
    boolean isWaiting() {
        return !between(given, cut).isEmpty();
    }

    /** Whether any words were given to the voice. */
    boolean isGiven() {
        return !between(0, given).isEmpty();
    }

    /** The voice tells when which of the words given to it sound. */
    void voiced(List<Word> more) {
        String spoken = text.substring(0, given);
        for (Word word : more) words.add(word, spoken);
    }

    /** This much of the turn's audio has been played; the position never goes back. */
    void played(long samples) {
        samplesHeard = Math.max(samplesHeard, samples);
    }

    long samplesHeard() {
        return samplesHeard;
    }

    /** How many characters were heard. A word counts when it has been played to its end. */
    int heard() {
        return words.isEmpty()
                ? startOfWord((int) Math.min(given, samplesHeard / SAMPLES_PER_CHAR))
                : words.heard(samplesHeard);
    }

    Utterance.HeardBy heardBy() {
        if (samplesHeard == 0) return Utterance.HeardBy.NOTHING;
        return words.isEmpty() ? Utterance.HeardBy.PACE : Utterance.HeardBy.WORDS;
    }

    /** How many samples all that was given to the voice will take, as far as can be told. */
    long expectedSamples() {
        return words.samples() + (long) (given - words.reach()) * SAMPLES_PER_CHAR;
    }

    /** Whether no words were written. */
    boolean isBlank() {
        return between(0, text.length()).isEmpty();
    }

    /** How many characters were written. */
    int length() {
        return text.length();
    }

    /** How many characters are fit to be spoken. */
    int cut() {
        return cut;
    }

    /** How many characters were given to the voice. */
    int given() {
        return given;
    }

    /** The text from one position up to another, without white space around it. */
    String between(int from, int to) {
        return from >= to ? "" : text.substring(from, to).strip();
    }

    private boolean endsWord() {
        return text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    }

    private int startOfWord(int position) {
        int at = position;
        while (at > 0 && at < text.length() && !Character.isWhitespace(text.charAt(at))) at--;
        return at;
    }
}
