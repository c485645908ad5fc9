package dev.voiceops.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Random histories of calls: created, held, released, left to expire, purged, their copies deleted, with the process crashing and
 * holds arriving at every statement. {@code -Dvoiceops.histories=200000} runs the full count, {@code -Dvoiceops.seed} another one.
 */
class RetentionHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("voiceops.histories", 480);
    private static final boolean FULL = HISTORIES >= 10_000;
    private static final int CALLS = FULL ? 1_000 : 40;
    private static final int ROUNDS_OF_A_DATABASE = 40;
    private static final long SEED = Long.getLong("voiceops.seed", 20_261_126);

    @Test
    void nothing_held_is_lost_nothing_expired_stays_and_nothing_is_orphaned() throws SQLException {
        HistoryTally tally = new HistoryTally();
        int rounds = (HISTORIES + CALLS - 1) / CALLS;
        for (int from = 0; from < rounds; from += ROUNDS_OF_A_DATABASE) {
            try (TestDatabase database = TestDatabase.create();
                    HistoryDoors doors = HistoryDoors.open(database)) {
                int until = Math.min(rounds, from + ROUNDS_OF_A_DATABASE);
                for (int round = from; round < until; round++) {
                    new HistoryRound(doors, SEED + round, tally).live(CALLS, round % 10 == 0);
                }
            }
        }
        System.out.println("retention histories: " + tally);
        for (int at = 0; FULL && at < 23; at++) {
            assertThat(tally.crashedAt)
                    .as("statements before which a deletion crashed")
                    .contains(at);
        }
        assertThat(tally.crashes).isPositive();
        assertThat(tally.keptByHold)
                .as("calls past their days that a hold kept")
                .isPositive();
        assertThat(tally.copiesKept)
                .as("copies of deleted calls that a hold kept")
                .isPositive();
        assertThat(tally.metAtGate).as("holds that met a deletion").isPositive();
    }
}
