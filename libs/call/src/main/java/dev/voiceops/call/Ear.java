package dev.voiceops.call;

import static dev.voiceops.call.TurnTimes.NEVER;

import java.util.List;
import java.util.regex.Pattern;

/** What the caller has said and nobody has answered yet, and whether he is making a sound. */
final class Ear {
    /** How the last words came. */
    enum Source {
        VOICE,
        TYPED,
        KEYPAD
    }

    /** Recognised words come this much later than the voice at most; later ones were spoken too softly for the detector. */
    private static final long RECOGNISER_LAG_MS = 1_000;

    private static final String KEYS = "Keypad: ";
    private static final Pattern KEYS_LAST = Pattern.compile(KEYS + "\\S+$");

    private final StringBuilder words = new StringBuilder();
    private Source source = Source.VOICE;
    private String guess = "";
    private int guessedWordsTaken;
    private boolean voice;
    private long voiceSince = NEVER;
    private long voiceEnd = NEVER;
    private long stoppedAt = NEVER;
    private long startedAt = NEVER;
    private long wordsAt = NEVER;
    private long judgedAt = NEVER;

    /** A voice begins; false if it was heard already. */
    boolean voiceStarts(long now) {
        if (voice) return false;
        voice = true;
        voiceSince = now;
        judgedAt = NEVER;
        if (isEmpty()) startedAt = now;
        return true;
    }

    /** The detector tells late: the voice ended {@code silentMs} ago. */
    void voiceStops(long now, long silentMs) {
        if (!voice) return;
        voice = false;
        stoppedAt = now;
        voiceEnd = Math.max(now - Math.max(0, silentMs), voiceSince);
    }

    /** Takes in what the recogniser says; returns whether it holds words that were not known before. */
    boolean hear(String text, boolean last, long now) {
        String fresh = withoutTaken(text.strip(), last);
        boolean news = !fresh.isEmpty() && !fresh.equals(guess);
        if (news) wordsCome(Source.VOICE, now);
        guess = last ? "" : fresh;
        if (last) append(fresh);
        return news;
    }

    /** Takes in a text that was typed. */
    void read(String text, long now) {
        takeGuess();
        wordsCome(Source.TYPED, now);
        append(text.strip());
    }

    /** Takes in a key of the telephone; {@code #} ends the number. */
    void key(char key, long now) {
        takeGuess();
        boolean goesOn = KEYS_LAST.matcher(words).find();
        wordsCome(Source.KEYPAD, now);
        if (goesOn) words.append(key);
        else append(KEYS + key);
        if (key == '#') judgedAt = now;
    }

    /** The recogniser judges the caller's turn complete. */
    void judged(long now) {
        if (!isEmpty()) judgedAt = now;
    }

    /** Hands the words over and forgets them; guessed ones count as said. */
    Said take() {
        takeGuess();
        Said said = new Said(text(), startedAt, silentSince());
        words.setLength(0);
        judgedAt = NEVER;
        startedAt = voice ? voiceSince : NEVER;
        return said;
    }

    /** Takes back words whose answer was withdrawn; they come before whatever was said since. */
    void putBack(Said said) {
        if (said.isEmpty()) return;
        words.insert(0, words.isEmpty() ? said.text() : said.text() + " ");
        startedAt = said.startedMs();
    }

    String text() {
        return (words + " " + guess).strip();
    }

    boolean isEmpty() {
        return words.isEmpty() && guess.isEmpty();
    }

    boolean isGuessing() {
        return !guess.isEmpty();
    }

    Source source() {
        return source;
    }

    boolean hasVoice() {
        return voice;
    }

    /** When the voice that is heard now began. */
    long voiceSince() {
        return voiceSince;
    }

    /** When the detector told that the last voice was gone. */
    long stoppedAt() {
        return stoppedAt;
    }

    /** When the last new words came. */
    long wordsAt() {
        return wordsAt;
    }

    /** When the turn was judged complete; {@code NEVER} if there was voice or words since. */
    long judgedAt() {
        return judgedAt;
    }

    /** The end of the caller's speech: of his voice, or of his words where there was no voice to detect. */
    long silentSince() {
        boolean unvoiced =
                source != Source.VOICE || voice || voiceEnd == NEVER || wordsAt - voiceEnd > RECOGNISER_LAG_MS;
        return unvoiced ? wordsAt : voiceEnd;
    }

    private void wordsCome(Source from, long now) {
        source = from;
        wordsAt = now;
        judgedAt = NEVER;
        if (startedAt == NEVER) startedAt = now;
    }

    private void append(String text) {
        if (text.isEmpty()) return;
        if (!words.isEmpty()) words.append(' ');
        words.append(text);
    }

    /** Guessed words count as said; their final form, when it comes, is no news. */
    private void takeGuess() {
        if (guess.isEmpty()) return;
        append(guess);
        guessedWordsTaken += tokens(guess).size();
        guess = "";
    }

    /** Words that were taken while they were guesses come once more in their final form. */
    private String withoutTaken(String text, boolean last) {
        if (guessedWordsTaken == 0) return text;
        List<String> all = tokens(text);
        String rest = String.join(" ", all.subList(Math.min(guessedWordsTaken, all.size()), all.size()));
        if (last) guessedWordsTaken = 0;
        return rest;
    }

    private static List<String> tokens(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
