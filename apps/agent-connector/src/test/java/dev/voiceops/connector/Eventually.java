package dev.voiceops.connector;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for something that has no event to wait for, by looking again and again, with a generous end. */
public final class Eventually {
    private static final ScheduledExecutorService LOOKER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private Eventually() {}

    /** Returns when {@code condition} holds; looks every 10 ms for at most 60 s. */
    public static void holds(Callable<Boolean> condition) throws Exception {
        CompletableFuture<Void> seen = new CompletableFuture<>();
        var looking = LOOKER.scheduleWithFixedDelay(() -> look(condition, seen), 0, 10, TimeUnit.MILLISECONDS);
        try {
            seen.get(60, TimeUnit.SECONDS);
        } finally {
            looking.cancel(false);
        }
    }

    private static void look(Callable<Boolean> condition, CompletableFuture<Void> seen) {
        try {
            if (condition.call()) {
                seen.complete(null);
            }
        } catch (Exception e) {
            seen.completeExceptionally(e);
        }
    }
}
