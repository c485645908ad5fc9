package dev.voiceops.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** The conversation core alone, on one thread and in virtual time. */
final class CoreBench {
    private static final int ROUNDS = 5;
    private static final int CALLS = 2_000;

    private final PrintWriter out;

    CoreBench(PrintWriter out) {
        this.out = out;
    }

    /** Prints the best and the median of the rounds; the first ones warm up. */
    void run() {
        double[] rates = new double[ROUNDS];
        double[] hours = new double[ROUNDS];
        long eventsACall = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long events = 0;
            long virtualMs = 0;
            long start = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                var talk = new VirtualTalk();
                virtualMs += talk.run();
                events += talk.events();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            rates[round] = events / seconds;
            hours[round] = virtualMs / 3_600_000.0 / (seconds / 60);
            eventsACall = events / CALLS;
        }
        java.util.Arrays.sort(rates);
        java.util.Arrays.sort(hours);
        out.printf(
                Locale.ROOT,
                "conversation core: median %,.0f events/s (best %,.0f); %,.0f virtual call-hours per minute;"
                        + " %d rounds of %,d calls, %d events each, one thread%n",
                rates[ROUNDS / 2],
                rates[ROUNDS - 1],
                hours[ROUNDS / 2],
                ROUNDS,
                CALLS,
                eventsACall);
    }
}
