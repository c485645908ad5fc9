package dev.voiceops.control.egress;

import java.time.Duration;
import java.util.Map;

/**
 * One request to a system that a tenant named. Prints nothing of its content.
 *
 * @param path appended to {@code baseUrl}; begins with a slash, stays below the base's own path
 * @param query percent-encoded, without the question mark; empty: none
 * @param headers names and values; not those that frame the message (Host, Content-Length, …)
 * @param body UTF-8; empty: none is sent
 * @param deadline of the whole exchange: lookup, connection, answer
 * @param repeatable whether nothing is lost when it must be asked again: only then may it go over a used connection, whose silent
 *     end could not be told from a lost answer
 */
public record EgressRequest(
        String method,
        String baseUrl,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        Duration deadline,
        boolean repeatable) {
    public EgressRequest {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "EgressRequest[" + method + "]";
    }
}
