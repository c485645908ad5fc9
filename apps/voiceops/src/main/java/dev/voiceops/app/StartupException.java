package dev.voiceops.app;

/** A process cannot start or go on, for a reason its operator can mend. The message is a sentence that says how. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartupException(String message) {
        super(message);
    }

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
