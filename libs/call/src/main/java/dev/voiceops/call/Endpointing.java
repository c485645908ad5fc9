package dev.voiceops.call;

import static dev.voiceops.call.Limit.DIGITS_MS;
import static dev.voiceops.call.Limit.ENDPOINT_LONG_MS;
import static dev.voiceops.call.Limit.ENDPOINT_MS;
import static dev.voiceops.call.Limit.ENDPOINT_NOISY_MS;
import static dev.voiceops.call.Limit.ENDPOINT_SHORT_MS;
import static dev.voiceops.call.Limit.FINAL_WORDS_MS;
import static dev.voiceops.call.TurnTimes.NEVER;

import java.util.List;
import java.util.Set;

/** When the caller's turn counts as complete: a function of his words, his silence and the recogniser's judgement. */
final class Endpointing {
    /** Digits that are plausible as a quantity or an hour; more of them are a number being dictated. */
    private static final int QUANTITY_DIGITS = 2;
    /** Digits of a whole telephone number: nothing more is to be waited for. */
    private static final int WHOLE_NUMBER_DIGITS = 10;

    private final Policy policy;
    private final Lexicon trailing;
    private final Lexicon complete;
    private final Set<String> numerals;

    Endpointing(Policy policy) {
        this.policy = policy;
        this.trailing = new Lexicon(policy.wording().trailing());
        this.complete = new Lexicon(policy.wording().complete());
        this.numerals = Set.copyOf(policy.wording().numerals());
    }

    /** When the caller's turn is complete if nothing more comes; {@code NEVER} if he has not said anything. */
    long due(Ear ear) {
        if (ear.isEmpty()) return NEVER;
        long end = ear.source() == Ear.Source.KEYPAD ? keysEnd(ear) : ear.hasVoice() ? noisyEnd(ear) : quietEnd(ear);
        return ear.isGuessing() ? end + policy.get(FINAL_WORDS_MS) : end;
    }

    private long keysEnd(Ear ear) {
        return ear.judgedAt() != NEVER ? ear.judgedAt() : ear.wordsAt() + policy.get(DIGITS_MS);
    }

    /** The detector still hears a voice: it may be slow, or hear a television. Words decide. */
    private long noisyEnd(Ear ear) {
        if (ear.judgedAt() != NEVER) return ear.judgedAt() + policy.get(ENDPOINT_MS);
        return Math.max(ear.wordsAt(), ear.voiceSince()) + policy.get(ENDPOINT_NOISY_MS);
    }

    private long quietEnd(Ear ear) {
        Limit silence = silenceAfter(ear.text());
        boolean whole = ear.judgedAt() != NEVER && silence != ENDPOINT_LONG_MS;
        return whole ? ear.judgedAt() : ear.silentSince() + policy.get(silence);
    }

    /** How much silence ends a turn with these words. */
    Limit silenceAfter(String text) {
        if (complete.covers(text) || text.endsWith("?")) return ENDPOINT_SHORT_MS;
        int digits = digitsAtEnd(Lexicon.words(text));
        if (digits >= WHOLE_NUMBER_DIGITS) return ENDPOINT_SHORT_MS;
        boolean trails = digits > QUANTITY_DIGITS
                || spellsAtEnd(Lexicon.words(text))
                || trailing.endsOf(text)
                || text.endsWith(",");
        return trails ? ENDPOINT_LONG_MS : ENDPOINT_MS;
    }

    private int digitsAtEnd(List<String> words) {
        int digits = 0;
        for (String word : words.reversed()) {
            if (word.chars().allMatch(Character::isDigit)) digits += word.length();
            else if (numerals.contains(word)) digits++;
            else break;
        }
        return digits;
    }

    /** "j o h n": letters one by one, as people spell names and addresses. */
    private static boolean spellsAtEnd(List<String> words) {
        return words.size() >= 2
                && words.reversed().stream()
                        .limit(2)
                        .allMatch(word -> word.length() == 1 && Character.isLetter(word.charAt(0)));
    }
}
