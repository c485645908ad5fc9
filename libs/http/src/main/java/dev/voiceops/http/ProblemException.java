package dev.voiceops.http;

import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    /** {@code detail}: what is wrong with this request and what to do; no secrets, no caller's words. */
    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    /** A problem with members of its own ({@link Problem#with}), or one another role answered with. */
    public ProblemException(Problem problem) {
        super(problem.title());
        this.problem = problem;
    }

    /** What the caller is told. */
    public Problem problem() {
        return problem;
    }
}
