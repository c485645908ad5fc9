package dev.voiceops.app;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Prints a simulated call as it happens: who speaks, the words, the gap before the agent's answer. One thread. */
final class Conversation {
    private final PrintWriter out;

    Conversation(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode step) {
        String line = line(step);
        if (!line.isEmpty()) {
            long ms = step.path("at_ms").asLong();
            out.printf("  %02d:%02d.%d  %s%n", ms / 60_000, ms / 1_000 % 60, ms / 100 % 10, line);
            out.flush();
        }
    }

    private static String line(JsonNode step) {
        return switch (step.path("event").asString()) {
            case "stream_started" -> "[the media stream is open]";
            case "caller_says" ->
                "caller  " + (step.path("barge_in").asBoolean() ? "(interrupting) " : "")
                        + step.path("text").asString();
            case "keys" -> "caller  presses " + step.path("digits").asString();
            case "agent_started" ->
                step.path("gap_ms").asLong(-1) >= 0
                        ? "agent   ... after " + step.path("gap_ms").asLong() + " ms"
                        : "agent   ...";
            case "agent_stopped" ->
                "agent   " + step.path("words").asString()
                        + (step.path("cleared").asBoolean() ? "  -- interrupted, falls silent" : "");
            case "warning" ->
                "[Twilio would warn " + step.path("code").asString() + ": "
                        + step.path("message").asString() + "]";
            case "ended" ->
                "[ended by " + step.path("by").asString() + ": "
                        + step.path("reason").asString() + "]";
            default -> "";
        };
    }
}
