package dev.voiceops.control.egress;

import dev.voiceops.control.egress.EgressAnswer.Timings;

/** How far an exchange has come; tells whether a byte of the request can have left. Used by the exchange's thread only. */
final class Progress {
    /** Where the HTTP library's context keeps it. */
    static final String KEY = "voiceops.progress";

    private final long started = System.nanoTime();
    private long sending;
    private long head;
    private boolean begun;
    private boolean answered;

    /** The connection stands; the request's first byte follows. */
    void sending() {
        begun = true;
        sending = System.nanoTime();
    }

    void answered() {
        answered = true;
        head = System.nanoTime();
    }

    boolean mayHaveLeft() {
        return begun;
    }

    Timings timings() {
        long now = System.nanoTime();
        if (!begun) return new Timings(ms(started, now), 0, 0);
        if (!answered) return new Timings(ms(started, sending), ms(sending, now), 0);
        return new Timings(ms(started, sending), ms(sending, head), ms(head, now));
    }

    private static long ms(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
