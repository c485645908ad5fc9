package dev.voiceops.call;

import java.util.List;

/**
 * One row of the ledger: where the time of a turn went. All times are milliseconds on the call's clock. The stages of
 * {@link #spans} never overlap; what they do not cover is unattributed, so that all parts add up to the whole.
 *
 * @param clockError the clock ran backwards or jumped during this turn: no figure of it can be believed
 */
public record TurnTimes(
        int turn, Marks marks, List<Span> spans, List<ToolSpan> tools, boolean interrupted, boolean clockError) {

    /** A moment that did not happen. */
    public static final long NEVER = -1;

    public TurnTimes {
        spans = List.copyOf(spans);
        tools = List.copyOf(tools);
    }

    /**
     * The moments of a turn, in the order in which they usually come; {@link #NEVER} for those that did not.
     *
     * @param started the end of the caller's speech if the turn answers any, else {@code eotDecided}
     * @param speechEnd the caller's voice ended
     * @param eotDecided the caller's turn was taken as complete, or the agent began of its own accord
     * @param llmRequest the model was asked
     * @param llmFirstToken the model's first text or tool call
     * @param firstClause the first words fit to be spoken
     * @param ttsRequest the first words were given to the voice
     * @param firstAudio the first audio was sent to the caller
     * @param playoutEnd the last audio was played
     * @param ended the turn was closed
     */
    public record Marks(
            long started,
            long speechEnd,
            long eotDecided,
            long llmRequest,
            long llmFirstToken,
            long firstClause,
            long ttsRequest,
            long firstAudio,
            long playoutEnd,
            long ended) {}

    /** A stretch of time spent on one stage: {@code fromMs} inclusive, {@code toMs} exclusive. */
    public record Span(Stage stage, long fromMs, long toMs) {
        /** Its length in milliseconds. */
        public long ms() {
            return toMs - fromMs;
        }
    }

    /** A tool call of this turn; {@code toMs} is {@link #NEVER} if it had not returned when the turn ended. */
    public record ToolSpan(String callId, String name, long fromMs, long toMs) {}

    /** The whole, in milliseconds: from the end of the caller's speech to the end of the turn. */
    public long totalMs() {
        return marks.ended - marks.started;
    }

    /** Milliseconds spent in this stage. */
    public long ms(Stage stage) {
        return spans.stream()
                .filter(span -> span.stage == stage)
                .mapToLong(Span::ms)
                .sum();
    }

    /** Milliseconds that no stage explains. */
    public long unattributedMs() {
        return totalMs() - spans.stream().mapToLong(Span::ms).sum();
    }

    /** The headline: end of the caller's speech to first audio sent; {@link #NEVER} without both or without a clock. */
    public long responseMs() {
        boolean known = !clockError && marks.speechEnd != NEVER && marks.firstAudio != NEVER;
        return known ? marks.firstAudio - marks.speechEnd : NEVER;
    }
}
