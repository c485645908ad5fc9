package dev.voiceops.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What befalls one request on its way to the automation or back, and how often: in a thousand. */
enum Mishap {
    NONE(680),
    /** The request arrives late, and in time. */
    SLOW(50),
    /** A request that came after it overtakes it. */
    OVERTAKEN(50),
    /** It arrives twice at the same time. */
    TWICE(40),
    /** It arrives once more, seconds after it was answered. */
    ECHO(30),
    /** It arrives when the gateway has given it up. */
    LATE_REQUEST(15),
    /** The answer comes when the gateway has given it up. */
    LATE_ANSWER(15),
    /** The connection is reset before the request was passed on. */
    RESET_BEFORE(20),
    /** The connection is reset when the deed is done. */
    RESET_AFTER(30),
    /** Half the answer comes. */
    CUT(15),
    /** The deed is done, and the workflow fails after it. */
    BROKEN_AFTER(20),
    /** The deed is done, and the answer is empty. */
    EMPTY_AFTER(15),
    /** 503 of a proxy; nothing is passed on. */
    UNAVAILABLE(20);

    private static final int ALL =
            Arrays.stream(values()).mapToInt(mishap -> mishap.share).sum();

    private final int share;

    Mishap(int share) {
        this.share = share;
    }

    /** One of them, by their shares. */
    static Mishap any(RandomGenerator random) {
        int left = random.nextInt(ALL);
        for (Mishap mishap : values()) {
            left -= mishap.share;
            if (left < 0) return mishap;
        }
        throw new IllegalStateException("the shares add up to all");
    }
}
