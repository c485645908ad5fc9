package dev.voiceops.call;

import static dev.voiceops.call.TurnTimes.NEVER;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The timers as the loop has them. When each is due follows from the state of the call, so nobody arms or forgets one by
 * hand: after each step the difference is asked for.
 */
final class Timers {
    private static final List<Timer> ALL = List.of(Timer.values());
    private final Map<Timer, Long> armed = new EnumMap<>(Timer.class);

    /** Whether this alarm is due. The loop has forgotten it by now; one that came too early is armed anew. */
    boolean rings(Timer timer, long now) {
        Long due = armed.remove(timer);
        return due != null && due <= now;
    }

    /** Adds the effects that bring the loop's timers to where they are due, in ms on the call's clock. */
    void settle(ToLongFunction<Timer> due, long now, List<Effect> out) {
        for (Timer timer : ALL) {
            long wanted = due.applyAsLong(timer);
            long is = armed.getOrDefault(timer, NEVER);
            if (wanted == is) continue;
            if (wanted == NEVER) {
                armed.remove(timer);
                out.add(new Effect.Disarm(timer));
            } else {
                armed.put(timer, wanted);
                out.add(new Effect.Arm(timer, Math.max(0, wanted - now)));
            }
        }
    }
}
