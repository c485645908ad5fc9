package dev.voiceops.call;

/** Words of the caller, with the times on the call's clock when they began and ended. */
record Said(String text, long startedMs, long endedMs) {
    /** No words at all: the prompt of a turn that the agent begins of its own accord. */
    static final Said NOTHING = new Said("", TurnTimes.NEVER, TurnTimes.NEVER);

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** These words for the record, as belonging to the turn that answers them. */
    Utterance utterance(int turn) {
        return new Utterance(
                turn, Utterance.Speaker.CALLER, text, text, Utterance.HeardBy.RECOGNISED, false, startedMs, endedMs);
    }
}
