package dev.voiceops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class HopsBenchTest {
    @Test
    void each_hop_of_each_counted_call_is_measured() throws Exception {
        StringWriter printed = new StringWriter();
        new HopsBench(new PrintWriter(printed, true), 3, 2).run();
        assertThat(printed.toString().lines())
                .hasSize(5)
                .filteredOn(line -> line.startsWith("  "))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).endsWith("us (n 3)"));
    }
}
