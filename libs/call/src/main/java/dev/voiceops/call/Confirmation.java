package dev.voiceops.call;

/**
 * The caller's yes to a tool that is read back before it runs, as evidence: all of {@code readBack} was played to him, and his
 * answer is nothing but a yes.
 *
 * @param readBack what the agent said; empty if the tool needs no confirmation
 * @param askedTurn the turn in which it was said; 0 if none
 * @param answer the caller's words; empty if none
 * @param answeredMs when he began to answer, on the call's clock
 */
public record Confirmation(String readBack, int askedTurn, String answer, long answeredMs) {
    /** Of a tool that runs without being asked for. */
    public static final Confirmation NONE = new Confirmation("", 0, "", 0);

    /** Whether the caller was asked and said yes. */
    public boolean isGiven() {
        return !readBack.isEmpty();
    }

    /** Hides what was said. */
    @Override
    public String toString() {
        return isGiven() ? "Confirmation[of turn " + askedTurn + "]" : "Confirmation[none]";
    }
}
