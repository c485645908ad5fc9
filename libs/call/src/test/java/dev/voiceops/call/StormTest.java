package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StormTest {
    static final int EVENTS_A_CALL = 400;

    static final List<Policy> POLICIES = List.of(
            Policy.standard(),
            Policy.standard().with(Phrase.GREETING, "").withTransfer("+15550100"),
            Policy.standard()
                    .withTransfer("+15550100")
                    .with(Limit.MAX_STEPS, 2)
                    .with(Limit.MAX_CALL_MS, 40_000)
                    .with(Limit.MAX_CALL_NOTICE_MS, 20_000),
            Policy.standard()
                    .with(Phrase.GOODBYE, "")
                    .with(Phrase.SAY_AGAIN, "")
                    .with(Phrase.TOOL_TOO_SLOW, "")
                    .withSilence(List.of()));

    /** Blows until so many steps were taken, over all policies in turn; a failure names its seed. */
    static int blow(long firstSeed, int steps) {
        int taken = 0;
        for (long seed = firstSeed; taken < steps; seed++) {
            Policy policy = POLICIES.get((int) (seed % POLICIES.size()));
            Storm storm = new Storm(seed, policy, step -> {});
            try {
                taken += storm.blow(EVENTS_A_CALL);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError(
                        "storm with seed " + seed + ": " + broken.getMessage() + "\n" + storm.story(), broken);
            }
        }
        return taken;
    }

    @Test
    void no_storm_breaks_a_law() {
        assertThat(blow(1, 200_000)).isGreaterThanOrEqualTo(200_000);
    }
}
