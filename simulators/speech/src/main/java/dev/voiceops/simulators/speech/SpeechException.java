package dev.voiceops.simulators.speech;

import org.jspecify.annotations.Nullable;

/** What embedded speech can fail with; {@link #code()} is for counting and deciding, the message for people. */
public final class SpeechException extends RuntimeException {
    /** The kinds of failure. */
    public enum Code {
        /** An engine did not start: a class, model or file is missing or broken. */
        NOT_LOADED,
        /** A voice could not turn a text into audio, or a recogniser broke while listening. */
        ENGINE_FAILED,
        /** The vocabulary for the recogniser is empty or holds a word nobody can pronounce. */
        BAD_VOCABULARY,
        /** The voice, recogniser or hearing was closed before. */
        CLOSED,
        /** The waiting thread was interrupted. */
        INTERRUPTED
    }

    private final Code code;

    SpeechException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    SpeechException(Code code, String message) {
        this(code, message, null);
    }

    /** The kind of failure. */
    public Code code() {
        return code;
    }
}
