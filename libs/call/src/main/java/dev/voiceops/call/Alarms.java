package dev.voiceops.call;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The timers a loop has been asked to keep. Those due at the same time ring in the order in which they were armed. */
final class Alarms {
    private record Armed(Timer timer, long due, long order) {}

    private static final Comparator<Armed> SOONEST =
            Comparator.comparingLong(Armed::due).thenComparingLong(Armed::order);

    private final Map<Timer, Armed> armed = new EnumMap<>(Timer.class);
    private long order;

    void arm(Timer timer, long due) {
        armed.put(timer, new Armed(timer, due, order++));
    }

    void disarm(Timer timer) {
        armed.remove(timer);
    }

    /** When the next timer rings; {@code Long.MAX_VALUE} if none is armed. */
    long nextDue() {
        return soonest().map(Armed::due).orElse(Long.MAX_VALUE);
    }

    /** Takes out the timer that rings next, if it is due by {@code now}. */
    Optional<Timer> ring(long now) {
        Optional<Timer> timer = soonest().filter(next -> next.due <= now).map(Armed::timer);
        timer.ifPresent(armed::remove);
        return timer;
    }

    private Optional<Armed> soonest() {
        return armed.values().stream().min(SOONEST);
    }
}
