package dev.voiceops.connector.http;

import dev.voiceops.contracts.ProblemType;

/** A handler says no; becomes a problem document. The message must hold no secret and no caller's words. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ProblemType type;

    public Refusal(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    ProblemType type() {
        return type;
    }
}
