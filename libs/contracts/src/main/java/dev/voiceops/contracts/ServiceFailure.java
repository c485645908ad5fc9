package dev.voiceops.contracts;

/** A request to another role that did not bring its answer. */
public sealed class ServiceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String what;

    private ServiceFailure(String what) {
        super(what);
        this.what = what;
    }

    /** What happened, in a sentence without content or secrets. */
    @Override
    public String getMessage() {
        return what;
    }

    /** The role answered, and said no. */
    public static final class Refused extends ServiceFailure {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Refused(Problem problem) {
            super("refused with " + problem.status() + " " + problem.title());
            this.problem = problem;
        }

        /** Why, in the role's words. */
        public Problem problem() {
            return problem;
        }
    }

    /** The role could not be reached, did not answer in time, or answered nonsense: the request may have been carried out. */
    public static final class Unreachable extends ServiceFailure {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }
}
