package dev.voiceops.vendors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What happened, in order, as lines; tests wait for the next one. */
public final class Heard {
    private static final long PATIENCE_S = 20;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    public void add(String line) {
        lines.add(line);
    }

    public String next() {
        try {
            var line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(line).as("nothing happened in %d s", PATIENCE_S).isNotNull();
            return line;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next lines are exactly these. */
    public void expect(String... expected) {
        for (var line : expected) assertThat(next()).isEqualTo(line);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
