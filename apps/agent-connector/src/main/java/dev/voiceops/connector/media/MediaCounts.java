package dev.voiceops.connector.media;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what the media edge met: refusals, ignored and malformed messages, dropped frames. Any thread. */
public final class MediaCounts {
    private static final int MOST_NAMES = 100;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String what) {
        LongAdder adder = counts.get(what);
        if (adder == null) {
            adder = counts.computeIfAbsent(counts.size() < MOST_NAMES ? what : "other", _ -> new LongAdder());
        }
        adder.increment();
    }

    /** Counts by name since the start, sorted by name. */
    public Map<String, Long> read() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((name, adder) -> all.put(name, adder.sum()));
        return all;
    }
}
