package dev.voiceops.store;

import org.jspecify.annotations.Nullable;

/**
 * What is done inside one transaction. It runs on the thread that opened it; when it returns the transaction is
 * committed, when it throws everything is rolled back.
 *
 * @param <T> the door it came through
 * @param <R> what it brings out
 */
@FunctionalInterface
public interface Work<T extends Tx, R extends @Nullable Object> {
    R in(T tx);

    /** Whether it may run again after a serialization failure or a deadlock, because it does nothing outside. */
    default boolean mayRepeat() {
        return false;
    }

    /** The same work, marked as safe to run again: it touches nothing but the transaction. */
    static <T extends Tx, R extends @Nullable Object> Work<T, R> repeatable(Work<T, R> work) {
        return new Work<>() {
            @Override
            public R in(T tx) {
                return work.in(tx);
            }

            @Override
            public boolean mayRepeat() {
                return true;
            }
        };
    }
}
