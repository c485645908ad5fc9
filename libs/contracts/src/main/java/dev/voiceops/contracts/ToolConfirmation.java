package dev.voiceops.contracts;

/**
 * That the caller wants an irreversible tool to run: the evidence the gateway checks against the record of the call before it
 * sends anything. The agent's words name every value of the tool's input, and the caller heard them to the end; the caller's
 * next utterance says yes, and no later one takes it back. One yes is good for one execution.
 *
 * @param readBack what the agent read back, as it stands in the record: a part of one utterance of the agent
 * @param answer what the caller answered, as it stands in the record: one whole utterance
 * @param turn the turn in which the caller answered
 */
public record ToolConfirmation(String readBack, String answer, int turn) {
    /** @throws ContractViolation naming the first field that is missing or out of range */
    public ToolConfirmation {
        Demand.text(readBack, "confirmation.read_back");
        Demand.text(answer, "confirmation.answer");
        Demand.atLeast(0, turn, "confirmation.turn");
    }

    /** Names the turn; the words stay out of logs. */
    @Override
    public String toString() {
        return "ToolConfirmation[turn " + turn + "]";
    }
}
