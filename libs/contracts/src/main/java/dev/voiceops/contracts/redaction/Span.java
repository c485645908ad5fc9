package dev.voiceops.contracts.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of text to be replaced: {@code from} inclusive, {@code to} exclusive, in chars. */
record Span(int from, int to, Mark mark) {
    boolean touches(Span other) {
        return from < other.to && other.from < to;
    }

    /** Without overlaps, in order; of two that overlap the longer one stays, of equals the first found. */
    static List<Span> apart(List<Span> found) {
        List<Span> apart = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingInt((Span span) -> span.from - span.to))
                .filter(span -> apart.stream().noneMatch(span::touches))
                .forEach(apart::add);
        apart.sort(Comparator.comparingInt(Span::from));
        return apart;
    }
}
