package dev.voiceops.control.automation;

import dev.voiceops.control.egress.EgressAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the time of an execution went: its stages in ms, one after the other, so that they add up to no more than the whole. Used by
 * one thread.
 *
 * <p>{@code validate_ms}: accepting, checking, recording the start. {@code queue_ms}: waiting for a place, and between attempts.
 * {@code connect_ms}: lookup, connection, TLS. {@code network_ms}: the rest of the exchange. {@code n8n_ms}: of it what the workflow
 * says it took ({@code Server-Timing: n8n;dur=…}); absent if it does not. {@code parse_ms}: reading and checking the answer.
 */
final class Stages {
    private static final Pattern WORKFLOW =
            Pattern.compile("(?:^|[,\\s])n8n\\s*;[^,]*?\\bdur=([0-9]{1,7}(?:\\.[0-9]{1,6})?)");

    private final Map<String, Long> spent = new LinkedHashMap<>();
    private long mark = System.nanoTime();

    Stages() {
        for (String stage : new String[] {"validate_ms", "queue_ms", "connect_ms", "network_ms", "parse_ms"}) {
            spent.put(stage, 0L);
        }
    }

    /** What has passed since the last mark belongs to this stage. */
    void spent(String stage) {
        long now = System.nanoTime();
        add(stage, (now - mark) / 1_000_000);
        mark = now;
    }

    /** What an exchange took; moves the mark to now. */
    void exchanged(EgressAnswer answer) {
        EgressAnswer.Timings timings = answer.timings();
        long network = timings.firstByte() + timings.read();
        long workflow = answer instanceof EgressAnswer.Answered answered ? Math.min(network, workflow(answered)) : -1;
        add("connect_ms", timings.connect());
        add("network_ms", network - Math.max(0, workflow));
        if (workflow >= 0) add("n8n_ms", workflow);
        mark = System.nanoTime();
    }

    /** All of them. */
    Map<String, Long> all() {
        return new LinkedHashMap<>(spent);
    }

    /** Their sum, ms. */
    long total() {
        return spent.values().stream().mapToLong(Long::longValue).sum();
    }

    private void add(String stage, long ms) {
        spent.merge(stage, ms, Long::sum);
    }

    private static long workflow(EgressAnswer.Answered answered) {
        Matcher told = WORKFLOW.matcher(answered.header("server-timing").orElse(""));
        return told.find() ? Math.round(Double.parseDouble(told.group(1))) : -1;
    }
}
