package dev.voiceops.e2e;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Waits for something that has no event to wait for, by looking again and again, with a generous end. Any thread. */
final class Eventually {
    private static final long BETWEEN_LOOKS_MS = 20;
    private static final long MINUTES = 2;

    private Eventually() {}

    /** What was seen at the first look that showed what was wanted; fails after two minutes. */
    static <T> T seen(Callable<T> look, Predicate<T> wanted) throws Exception {
        CompletableFuture<T> seen = new CompletableFuture<>();
        AtomicReference<Object> last = new AtomicReference<>("nothing");
        try (ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor()) {
            Runnable once = () -> {
                try {
                    T now = look.call();
                    last.set(now);
                    if (wanted.test(now)) seen.complete(now);
                } catch (Throwable e) {
                    seen.completeExceptionally(e);
                }
            };
            looker.scheduleWithFixedDelay(once, 0, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
            return seen.get(MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new AssertionError("not seen in " + MINUTES + " minutes; the last that was seen: " + last.get(), e);
        }
    }
}
