package dev.voiceops.store;

import java.time.Instant;

/**
 * The weekly partitions of call events and utterances. Weeks that have none yet lie in a partition for the rest, so a
 * late worker loses nothing; but only a partition of its own can be dropped in one stroke.
 */
public final class Partitions {
    private Partitions() {}

    /** Makes the missing partitions from this week until the week of {@code until}. */
    public static void ensure(PlatformTx tx, Instant until) {
        tx.sql("call ensure_call_partitions(?)", Rows.time(until)).update();
    }

    /**
     * Drops the weeks that ended before this time and hold nothing any more. StoreException TIMEOUT when somebody uses such
     * a week just now: then later.
     */
    public static void dropEmptied(PlatformTx tx, Instant before) {
        tx.sql("call drop_emptied_call_partitions(?)", Rows.time(before)).update();
    }
}
