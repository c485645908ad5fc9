package dev.voiceops.simulators.twilio;

/** What makes the real Twilio log an error and drop to the fallback URL; {@code code} is from its error dictionary. */
final class CallError extends RuntimeException {
    private final int code;

    CallError(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
