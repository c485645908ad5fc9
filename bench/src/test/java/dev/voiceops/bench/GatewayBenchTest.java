package dev.voiceops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole thing small; {@code -Dgateway.executions=100000} for the whole. */
class GatewayBenchTest {
    private static final int EXECUTIONS = Integer.getInteger("gateway.executions", 400);

    @TempDir
    private Path home;

    @Test
    void no_effect_comes_twice_or_is_lost_while_requests_are_spoilt_and_the_gateway_is_killed() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            var ground = new GatewayBench.Ground(database.db(), database.url(), 0, home);
            var plan = new GatewayBench.Plan(EXECUTIONS, 1, 32, 7);
            GatewayBench.Result result =
                    new GatewayBench(new PrintWriter(System.out, true, StandardCharsets.UTF_8), plan).run(ground);
            GatewayFindings found = result.findings();
            assertThat(found.twice()).isEmpty();
            assertThat(found.lost()).isEmpty();
            assertThat(found.sentAgain()).isEmpty();
            assertThat(found.contradicted()).isEmpty();
            assertThat(found.executions()).isEqualTo(EXECUTIONS);
            // and it was no walk in the park; of so few requests, a rare mishap may meet none
            assertThat(result.mishaps()).hasSizeGreaterThan(Mishap.values().length / 2);
            assertThat(result.killedUnderWay()).isPositive();
            assertThat(found.outcomes().keySet())
                    .contains("succeeded")
                    .anySatisfy(outcome -> assertThat(outcome).startsWith("unknown "));
        }
    }
}
