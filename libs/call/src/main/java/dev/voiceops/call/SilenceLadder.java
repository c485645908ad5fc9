package dev.voiceops.call;

import static dev.voiceops.call.TurnTimes.NEVER;

import dev.voiceops.call.Policy.Rung;
import java.util.List;

/** What the agent says to a caller who says nothing. Words bring it back to its foot, sounds do not. */
final class SilenceLadder {
    /** A caller who has just raised his voice gets this long to get a word out. */
    private static final long GRACE_MS = 2_000;

    private final List<Rung> rungs;
    private int climbed;

    SilenceLadder(List<Rung> rungs) {
        this.rungs = rungs;
    }

    void reset() {
        climbed = 0;
    }

    /** When the next rung is due, for a caller who has had the floor since {@code quietSince}. */
    long due(long quietSince, Ear ear) {
        if (rungs.isEmpty()) return NEVER;
        long due = quietSince + next().afterMs();
        boolean begins = ear.hasVoice() && ear.voiceSince() <= due && ear.voiceSince() + GRACE_MS > due;
        return begins ? ear.voiceSince() + GRACE_MS : due;
    }

    /** The next prompt. */
    String climb() {
        String prompt = next().prompt();
        climbed = Math.min(climbed + 1, rungs.size());
        return prompt;
    }

    /** Whether the prompt climbed to last was the goodbye. */
    boolean isAtTop() {
        return climbed == rungs.size();
    }

    private Rung next() {
        return rungs.get(Math.min(climbed, rungs.size() - 1));
    }
}
