package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeechException.Code;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One utterance on its way to the engine: 20 ms windows in, by the thread that hears; out, by the one that recognises. */
final class Utterance {
    private static final short[] END = new short[0];
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final long soundFrom;
    private final long speechFrom;
    private final BlockingQueue<short[]> windows = new LinkedBlockingQueue<>();
    private volatile long speechTo;

    Utterance(long soundFrom, long speechFrom) {
        this.soundFrom = soundFrom;
        this.speechFrom = speechFrom;
        this.speechTo = speechFrom;
    }

    void add(short[] window) {
        windows.add(window);
    }

    void end(long speechTo) {
        this.speechTo = speechTo;
        windows.add(END);
    }

    /** The next window, or an empty array at the end; a line that goes dead ends its utterance. */
    short[] next() {
        try {
            var window = windows.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            return window == null ? END : window;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new SpeechException(Code.CLOSED, "the recogniser was closed while it was listening", closing);
        }
    }

    double soundFromSeconds() {
        return (double) soundFrom / Voice.SAMPLE_RATE;
    }

    double startSeconds() {
        return (double) speechFrom / Voice.SAMPLE_RATE;
    }

    double endSeconds() {
        return (double) speechTo / Voice.SAMPLE_RATE;
    }
}
