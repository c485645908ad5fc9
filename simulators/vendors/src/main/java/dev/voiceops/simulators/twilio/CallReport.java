package dev.voiceops.simulators.twilio;

import java.util.List;

/**
 * How a simulated call went, as seen from the caller's end.
 *
 * @param endedBy {@code agent}, {@code caller} or {@code fault}
 * @param reason e.g. {@code twiml_end}, {@code hangup}, {@code rest_completed}, {@code scenario}, {@code patience},
 *     {@code error_12100}
 * @param turns one for each thing the caller did
 * @param asScripted every expectation of the scenario was met
 */
public record CallReport(
        String callSid,
        String scenario,
        String endedBy,
        String reason,
        long durationMs,
        List<Turn> turns,
        List<Judgement> judgements,
        boolean asScripted) {

    /**
     * @param step number of the scenario's step, from 1
     * @param caller what the caller said, "" if he did something else
     * @param gapMs from the end of his words to the agent's first sound at his ear; -1 = the agent did not answer
     * @param clearedAfterMs barge-in: from his first sound until the agent's audio was taken back; -1 = not
     * @param agentHeardMs how much sound of the agent he heard until his next turn
     * @param agentWords what it said, as far as known
     */
    public record Turn(
            int step,
            String caller,
            boolean bargeIn,
            long gapMs,
            long clearedAfterMs,
            long agentHeardMs,
            String agentWords) {}

    /** One expectation: what was to be, what was, and whether that will do. */
    public record Judgement(int step, String what, String expected, String got, boolean met) {}
}
