package dev.voiceops.call;

import static dev.voiceops.call.Limit.FIRST_AUDIO_MS;
import static dev.voiceops.call.Limit.PLAYOUT_SLACK_MS;
import static dev.voiceops.call.TurnTimes.NEVER;

/** The voice's side of a turn: when it got words, when it was first heard, when it should have been played. */
final class Delivery {
    private long givenAt = NEVER;
    private long audibleAt = NEVER;
    private long endedAt = NEVER;
    private long samplesAtEnd;
    private boolean revoiced;

    /** The voice got words. */
    void give(long now) {
        if (givenAt == NEVER) givenAt = now;
    }

    /** The first audio was sent. */
    void audible(long now) {
        if (audibleAt == NEVER) audibleAt = now;
    }

    /** The voice got its last words, when this much had been played. */
    void end(long now, long samplesHeard) {
        endedAt = now;
        samplesAtEnd = samplesHeard;
    }

    /** Another voice tries, once a turn; false if that was done before. */
    boolean revoice(long now) {
        boolean first = !revoiced;
        revoiced = true;
        givenAt = now;
        return first;
    }

    boolean isAudible() {
        return audibleAt != NEVER;
    }

    boolean isEnded() {
        return endedAt != NEVER;
    }

    /** The voice has words and is not heard yet. */
    boolean owesSound() {
        return givenAt != NEVER && !isAudible();
    }

    long audibleAt() {
        return audibleAt;
    }

    long firstAudioDue(Policy policy) {
        return owesSound() ? givenAt + policy.get(FIRST_AUDIO_MS) : NEVER;
    }

    /** When the last word should have been played; until then the turn waits, not longer. */
    long playoutDue(Policy policy, long expectedSamples) {
        if (!isEnded() || !isAudible()) return NEVER;
        long open = Math.max(0, expectedSamples - samplesAtEnd) / Playhead.SAMPLES_PER_MS;
        return Math.max(endedAt, audibleAt) + open + policy.get(PLAYOUT_SLACK_MS);
    }

    /** When what was given so far will have been played, as far as can be told; {@code NEVER} before the first audio. */
    long soundUntil(long expectedSamples) {
        return isAudible() ? audibleAt + expectedSamples / Playhead.SAMPLES_PER_MS : NEVER;
    }
}
