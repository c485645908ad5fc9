package dev.voiceops.audio;

import java.util.stream.DoubleStream;

/** Lowers a voice by 12 dB while the caller makes a sound: 4 dB a frame on the way down and on the way back. */
final class Ducking {
    private static final MulawGain[] STEPS =
            DoubleStream.of(0, -4, -8, -12).mapToObj(MulawGain::ofDecibels).toArray(MulawGain[]::new);

    private volatile boolean down;
    private int step;

    /** Any thread. */
    void set(boolean down) {
        this.down = down;
    }

    /** One thread at a time: changes the next frame in place. */
    void apply(byte[] frame) {
        step = Math.clamp(step + (down ? 1 : -1), 0, STEPS.length - 1);
        if (step > 0) STEPS[step].apply(frame, 0, frame.length);
    }
}
