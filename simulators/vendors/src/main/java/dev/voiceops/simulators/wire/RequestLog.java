package dev.voiceops.simulators.wire;

import dev.voiceops.simulators.faults.Vendor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests the simulated vendors received, for tests and for the curious. Any thread. */
public final class RequestLog {
    private static final int KEPT = 500;
    private static final int LONGEST_BODY = 64_000;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final InstantSource clock;

    public RequestLog(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void add(Vendor vendor, Request request) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        var body = request.body();
        entries.add(new Entry(
                clock.instant(),
                vendor,
                request.method(),
                request.uri(),
                hinted(request.header("authorization")),
                body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) : body));
    }

    public synchronized List<Entry> list() {
        return List.copyOf(entries);
    }

    public synchronized void clear() {
        entries.clear();
    }

    /** The scheme and the last four characters: enough to tell keys apart, too little to use one. */
    private static String hinted(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return authorization.isEmpty() ? "" : "***";
        }
        int tail = Math.max(space + 1, authorization.length() - 4);
        return authorization.substring(0, space) + " ***" + authorization.substring(tail);
    }

    /** @param authorization scheme and last four characters of the credential, "" when there was none */
    public record Entry(Instant at, Vendor vendor, String method, String uri, String authorization, String body) {}
}
