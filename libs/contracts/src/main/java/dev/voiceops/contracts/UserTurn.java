package dev.voiceops.contracts;

/** Debug page to connector ({@code POST /runtime/sessions/{callId}/user-turn}): the caller typed this instead of saying it. */
public record UserTurn(String text) {
    /** @throws ContractViolation when there is no text */
    public UserTurn {
        Demand.text(text, "text");
    }

    /** Hides the caller's words. */
    @Override
    public String toString() {
        return "UserTurn[" + text.length() + " characters]";
    }
}
