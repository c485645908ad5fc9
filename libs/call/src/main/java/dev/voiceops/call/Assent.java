package dev.voiceops.call;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether words are a yes, a no, or neither. A yes has nothing in it but yes: what is added may take it back. Pure.
 */
final class Assent {
    enum Verdict {
        YES,
        NO,
        UNCLEAR
    }

    private final Lexicon affirmations;
    private final Lexicon politeYes;
    private final Lexicon negations;

    Assent(Wording wording) {
        affirmations = new Lexicon(wording.affirmations());
        negations = new Lexicon(wording.negations());
        List<String> polite = new ArrayList<>(wording.affirmations());
        polite.addAll(wording.courtesies());
        politeYes = new Lexicon(polite);
    }

    Verdict of(String words) {
        if (negations.countIn(words) > 0) return Verdict.NO;
        return affirmations.countIn(words) > 0 && politeYes.covers(words) ? Verdict.YES : Verdict.UNCLEAR;
    }
}
