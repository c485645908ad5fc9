package dev.voiceops.simulators.twilio;

/**
 * How a call ended.
 *
 * @param by {@code agent}, {@code caller} or {@code fault}
 * @param status Twilio's final status
 */
record Ending(String by, String reason, String status) {
    static Ending agent(String reason) {
        return new Ending("agent", reason, "completed");
    }

    static Ending caller(String reason) {
        return new Ending("caller", reason, "completed");
    }

    static Ending error(int code) {
        return new Ending("fault", "error_" + code, "completed");
    }
}
