package dev.voiceops.call;

/**
 * A tool call that runs only if the caller says yes to these words.
 *
 * @param text what is said to him before
 * @param turn the turn that says it
 * @param playedAt when he had heard all of it, on the call's clock
 */
record ReadBack(ToolCall call, String text, int turn, long playedAt) {
    /** A yes may begin this long before the last word was played: people answer into the end of a question. */
    private static final long OVERLAP_MS = 700;

    /** The same, once it was played. */
    ReadBack played(long now) {
        return new ReadBack(call, text, turn, now);
    }

    /** Whether these words were begun when all of the read-back had been heard, but for its very end. */
    boolean isAnsweredBy(Said said) {
        return said.startedMs() >= playedAt - OVERLAP_MS;
    }

    Confirmation confirmedBy(Said said) {
        return new Confirmation(text, turn, said.text(), said.startedMs());
    }
}
