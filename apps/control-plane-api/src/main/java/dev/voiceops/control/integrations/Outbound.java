package dev.voiceops.control.integrations;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The way to tenants' systems, with the rules of egress behind it. Implementations block and serve all threads. */
public interface Outbound {
    /** Sends one request, once, and follows no redirect. */
    Answer send(Request request);

    /** {@code deadline} is for the whole answer. Prints nothing of its content. */
    record Request(String method, URI url, Map<String, String> headers, String body, Duration deadline) {
        @Override
        public String toString() {
            return "Request[" + method + " " + url.getHost() + "]";
        }
    }

    /** What came of it. */
    sealed interface Answer {}

    /** The other side answered. */
    record Answered(int status) implements Answer {}

    /** It did not; {@code code} as in the record of a tool's attempt: {@code unreachable}, {@code timeout}, … */
    record Failed(String code) implements Answer {}
}
