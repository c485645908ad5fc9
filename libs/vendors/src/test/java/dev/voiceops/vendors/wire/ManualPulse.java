package dev.voiceops.vendors.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time that passes only when a test says so. Tasks run on the thread that advances it, in order of their time. */
public final class ManualPulse implements Pulse {
    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000;

    private static final class Task {
        private long due;
        private final long every; // 0: once
        private final Runnable run;

        Task(long due, long every, Runnable run) {
            this.due = due;
            this.every = every;
            this.run = run;
        }
    }

    @Override
    public synchronized long nowMs() {
        return now;
    }

    @Override
    public Beat every(long ms, Runnable task) {
        return add(new Task(nowMs() + ms, ms, task));
    }

    @Override
    public Beat after(long ms, Runnable task) {
        return add(new Task(nowMs() + ms, 0, task));
    }

    public void advance(long ms) {
        long until = nowMs() + ms;
        for (var next = next(until); next != null; next = next(until)) next.run.run();
        synchronized (this) {
            now = until;
        }
    }

    /** How many tasks wait; streams that are over must leave none. */
    public synchronized int waiting() {
        return tasks.size();
    }

    private synchronized Beat add(Task task) {
        tasks.add(task);
        return () -> {
            synchronized (this) {
                tasks.remove(task);
            }
        };
    }

    private synchronized @Nullable Task next(long until) {
        var first = tasks.stream()
                .filter(task -> task.due <= until)
                .min(Comparator.comparingLong(task -> task.due))
                .orElse(null);
        if (first == null) return null;
        now = Math.max(now, first.due);
        if (first.every == 0) tasks.remove(first);
        else first.due += first.every;
        return first;
    }
}
