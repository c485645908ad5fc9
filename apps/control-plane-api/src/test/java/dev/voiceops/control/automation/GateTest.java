package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Duration NO_TIME = Duration.ZERO;

    private static Gate gate() {
        return new Gate(
                "g",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(4)
                        .minimumNumberOfCalls(4)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    @Test
    void so_many_are_let_in_and_the_next_when_one_is_back() {
        Gate gate = gate().limitedTo(2);
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.IN);
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.IN);
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.BUSY);
        assertThat(gate.state().underWay()).isEqualTo(2);
        gate.leave(false, Duration.ofMillis(1));
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.IN);
    }

    @Test
    void the_limit_may_change_while_requests_are_under_way() {
        Gate gate = gate().limitedTo(3);
        for (int i = 0; i < 3; i++) gate.enter(NO_TIME);
        gate.limitedTo(1);
        gate.leave(false, Duration.ZERO);
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.BUSY);
        gate.leave(false, Duration.ZERO);
        gate.leave(false, Duration.ZERO);
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.IN);
        assertThat(gate.limitedTo(5).state().limit()).isEqualTo(5);
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.IN);
    }

    @Test
    void the_circuit_opens_when_half_of_the_last_found_the_system_away_and_not_for_what_workflows_answer() {
        Gate gate = gate().limitedTo(8);
        for (int i = 0; i < 20; i++) pass(gate, false);
        assertThat(gate.state().circuit()).isEqualTo("closed");
        pass(gate, true);
        pass(gate, true);
        assertThat(gate.state().circuit()).isEqualTo("open");
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.CIRCUIT_OPEN);
        assertThat(gate.state().underWay()).isZero();
    }

    private static void pass(Gate gate, boolean away) {
        assertThat(gate.enter(NO_TIME)).isEqualTo(Gate.Entry.IN);
        gate.leave(away, Duration.ofMillis(1));
    }
}
