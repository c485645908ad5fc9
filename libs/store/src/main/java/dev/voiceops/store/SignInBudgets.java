package dev.voiceops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * How often somebody tried to sign in, counted by all processes together. A bucket's name is a SHA-256 of what it counts. In one
 * transaction take buckets in one fixed order, or two of them may wait for each other.
 */
public final class SignInBudgets {
    private static final int CLEARED_AT_A_TIME = 20;

    private SignInBudgets() {}

    /**
     * What a bucket holds.
     *
     * @param tries with the one just counted
     * @param resetsAt when it is empty again
     */
    public record Count(int tries, Instant resetsAt) {}

    /** Counts one try; the window begins with the first. */
    public static Count take(PlatformTx tx, byte[] bucket, Instant now, Duration window) {
        return tx.sql("""
                        insert into sign_in_budgets as b (bucket, tries, resets_at) values (?, 1, ?)
                        on conflict (bucket) do update
                        set tries = case when b.resets_at <= ? then 1 else b.tries + 1 end,
                            resets_at = case when b.resets_at <= ? then excluded.resets_at else b.resets_at end
                        returning tries, resets_at""", bucket, Rows.time(now.plus(window)), Rows.time(now), Rows.time(now))
                .query(SignInBudgets::read)
                .single();
    }

    /** Takes a counted try back. */
    public static void giveBack(PlatformTx tx, byte[] bucket) {
        tx.sql("update sign_in_budgets set tries = greatest(tries - 1, 0) where bucket = ?", bucket)
                .update();
    }

    /** Remembers something until then, or longer if it was remembered longer. */
    public static void mark(PlatformTx tx, byte[] bucket, Instant until) {
        tx.sql("""
                        insert into sign_in_budgets as b (bucket, tries, resets_at) values (?, 0, ?)
                        on conflict (bucket) do update set resets_at = greatest(b.resets_at, excluded.resets_at)""", bucket, Rows.time(until)).update();
    }

    /** Whether it is remembered. */
    public static boolean isMarked(PlatformTx tx, byte[] bucket, Instant now) {
        return tx.sql(
                        "select exists (select 1 from sign_in_budgets where bucket = ? and resets_at > ?)",
                        bucket,
                        Rows.time(now))
                .query(Boolean.class)
                .single();
    }

    /** Clears a few buckets whose window is over: more than one try can add, so that strangers cannot fill the table. Call it last. */
    public static void clearSome(PlatformTx tx, Instant now) {
        tx.sql("""
                        delete from sign_in_budgets where bucket in (
                            select bucket from sign_in_budgets where resets_at <= ? limit ? for update skip locked)""", Rows.time(now), CLEARED_AT_A_TIME).update();
    }

    private static Count read(ResultSet row, int number) throws SQLException {
        return new Count(row.getInt("tries"), Rows.instant(row, "resets_at"));
    }
}
