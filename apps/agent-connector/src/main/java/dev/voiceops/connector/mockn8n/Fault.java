package dev.voiceops.connector.mockn8n;

import dev.voiceops.connector.http.Request;
import java.util.Locale;
import java.util.Optional;

/**
 * What goes wrong on request: {@code ?fault=error} or the header {@code X-Mock-Fault: error}; {@code slow:1500} waits so
 * many ms first.
 */
record Fault(Kind kind, long waitMs) {
    private static final long LONGEST_MS = 30_000;

    enum Kind {
        NONE,
        /** A node fails before responding: 500. */
        ERROR,
        /** The flow ends without its Respond node: 200 with nothing, although JSON is announced. */
        EMPTY,
        /** The workflow does its work and fails then: 500 after the deed. */
        ERROR_AFTER,
        /** The execution was cancelled by n8n's own time limit: 500. */
        TIMED_OUT,
        /** The answer is late, and otherwise right. */
        SLOW,
        /** Executions queue up one behind the other, each for so many ms, as under a production concurrency limit; nothing says so. */
        QUEUE,
        /** The last node answers: no execution id. */
        LAST_NODE,
        /** The workflow answers before it has run. */
        IMMEDIATE,
        /** There is no Respond node at all: 500. */
        NO_RESPOND_NODE,
        /** The Respond node answers with text, which n8n calls HTML. */
        TEXT,
        /** Text that is not JSON. */
        GARBAGE
    }

    /** @throws IllegalArgumentException for a fault there is not */
    static Fault of(Request request) {
        String wish = Optional.ofNullable(request.query().get("fault"))
                .or(() -> request.header("X-Mock-Fault"))
                .orElse("none");
        String[] parts = wish.toUpperCase(Locale.ROOT).split(":", 2);
        long waitMs = parts.length == 2 ? Long.parseLong(parts[1]) : 0;
        return new Fault(Kind.valueOf(parts[0]), Math.clamp(waitMs, 0, LONGEST_MS));
    }
}
