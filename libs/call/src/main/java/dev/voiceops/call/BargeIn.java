package dev.voiceops.call;

import static dev.voiceops.call.Limit.BARGE_IN_MS;
import static dev.voiceops.call.Limit.BARGE_IN_VERDICT_MS;
import static dev.voiceops.call.Limit.BARGE_IN_WORDS;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sound means that the caller makes while the agent has the floor: an interruption, or only a sign of listening, a
 * cough, a television. Pure.
 */
final class BargeIn {
    private final Policy policy;
    private final Lexicon listening;
    private final Lexicon waiting;

    BargeIn(Policy policy) {
        this.policy = policy;
        List<String> backchannels = policy.wording().backchannels();
        List<String> anybodyThere = new ArrayList<>(backchannels);
        anybodyThere.addAll(policy.wording().checkIns());
        this.listening = new Lexicon(backchannels);
        this.waiting = new Lexicon(anybodyThere);
    }

    /**
     * Words that are no wish to speak: signs of listening and, as long as nothing of the answer is heard, "hello?".
     *
     * @param audible the agent can be heard
     */
    boolean ignores(String words, boolean audible) {
        return words.isEmpty() || lexicon(audible).covers(words);
    }

    private Lexicon lexicon(boolean audible) {
        return audible ? listening : waiting;
    }

    /** Words that are nothing but signs of listening. */
    boolean isListening(String words) {
        return listening.covers(words);
    }

    /** Whether these words take the floor at once; unless they are {@code last}, they may still become a sign of listening. */
    boolean takesFloor(String words, boolean last, boolean audible) {
        if (last) return !ignores(words, audible);
        return Lexicon.words(words).size() >= policy.get(BARGE_IN_WORDS)
                && !lexicon(audible).mayCover(words);
    }

    /** When a sound must be decided on, with or without words. Words that were ignored give it more time. */
    long due(Ear ear) {
        if (!ear.hasVoice()) return ear.stoppedAt() + policy.get(BARGE_IN_VERDICT_MS);
        long from = ear.isEmpty() ? ear.voiceSince() : Math.max(ear.voiceSince(), ear.wordsAt());
        return from + policy.get(BARGE_IN_MS);
    }
}
