package dev.voiceops.simulators.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when told to. Tasks of the same moment run in the order they were given. */
public final class ManualAfter implements FaultScripts.After {
    private record Task(long at, Runnable task) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now;

    @Override
    public void in(long ms, Runnable task) {
        tasks.add(new Task(now + ms, task));
    }

    public void pass(long ms) {
        long until = now + ms;
        for (var next = first(until); next != null; next = first(until)) {
            tasks.remove(next);
            now = Math.max(now, next.at());
            next.task().run();
        }
        now = until;
    }

    private @org.jspecify.annotations.Nullable Task first(long until) {
        return tasks.stream()
                .filter(task -> task.at() <= until)
                .min(Comparator.comparingLong(Task::at))
                .orElse(null);
    }
}
