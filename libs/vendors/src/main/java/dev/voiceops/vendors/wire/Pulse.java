package dev.voiceops.vendors.wire;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A monotonic clock and a beat for deadlines. Tests drive their own. Thread-safe. */
public interface Pulse {

    /** Milliseconds on a clock that never jumps; its zero means nothing. */
    long nowMs();

    /** Runs the task every {@code ms} on the pulse's thread, which all share: hand on and return. */
    Beat every(long ms, Runnable task);

    /** Runs the task once, in {@code ms} from now, on the pulse's thread. */
    Beat after(long ms, Runnable task);

    /** A task under way. */
    interface Beat {
        /** No run begins after this. Repeating it is harmless. */
        void stop();
    }

    /** The real clock with one daemon thread of its own. */
    static Pulse system() {
        var timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("vendor-pulse").factory());
        timers.setRemoveOnCancelPolicy(true);
        var scheduler = Executors.unconfigurableScheduledExecutorService(timers);
        return new Pulse() {
            @Override
            public long nowMs() {
                return System.nanoTime() / 1_000_000;
            }

            @Override
            public Beat every(long ms, Runnable task) {
                var beat = scheduler.scheduleAtFixedRate(task, ms, ms, TimeUnit.MILLISECONDS);
                return () -> beat.cancel(false);
            }

            @Override
            public Beat after(long ms, Runnable task) {
                var beat = scheduler.schedule(task, ms, TimeUnit.MILLISECONDS);
                return () -> beat.cancel(false);
            }
        };
    }
}
