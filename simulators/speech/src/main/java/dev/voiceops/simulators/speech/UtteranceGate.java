package dev.voiceops.simulators.speech;

import java.util.ArrayDeque;

/**
 * Finds the utterances in a stream by loudness, 20 ms at a time, and passes on their sound with a little of the silence
 * before. Made for clean lines; whoever needs more ends utterances by himself. One thread.
 */
final class UtteranceGate {
    /** Gets the utterances one after the other; sample numbers count from the start of the stream. */
    interface Sink {
        /** An utterance began at {@code speechFrom}; its sound, from {@code soundFrom}, follows. */
        void begin(long soundFrom, long speechFrom);

        /** The next 20 ms of it. */
        void sound(short[] window);

        /** It is over; the last loud window ended at {@code speechTo}. */
        void end(long speechTo);
    }

    static final int WINDOW = Pcm.samples(20);

    private static final int LEAD_WINDOWS = 15;
    private static final int LOUD_WINDOWS_TO_BEGIN = 3;
    private static final long LONGEST = 30L * Voice.SAMPLE_RATE;
    private static final double LOUD_DB = -45;
    private static final double ABOVE_NOISE_DB = 12;
    private static final double NOISE_RISES_DB = 0.05;

    private final Sink sink;
    private final int silenceWindows;
    private final ArrayDeque<short[]> lead = new ArrayDeque<>();
    private short[] window = new short[WINDOW];
    private int filled;
    private long heard;
    private double noiseDb = -70;
    private int loudRun;
    private int quietRun;
    private boolean open;
    private long begunAt;
    private long lastLoud;

    UtteranceGate(Sink sink, int silenceMs) {
        this.sink = sink;
        this.silenceWindows = Math.max(1, silenceMs / 20);
    }

    void hear(short[] pcm) {
        for (var sample : pcm) {
            window[filled++] = sample;
            if (filled < WINDOW) continue;
            heard += WINDOW;
            take(window);
            window = new short[WINDOW];
            filled = 0;
        }
    }

    /** Ends the utterance now, if there is one. */
    void end() {
        if (!open) return;
        open = false;
        loudRun = 0;
        sink.end(lastLoud);
    }

    private void take(short[] sound) {
        var loud = isLoud(sound);
        loudRun = loud ? loudRun + 1 : 0;
        quietRun = loud ? 0 : quietRun + 1;
        if (loud) lastLoud = heard;
        if (open) {
            sink.sound(sound);
            if (quietRun >= silenceWindows || heard - begunAt > LONGEST) end();
            return;
        }
        lead.addLast(sound);
        if (lead.size() > LEAD_WINDOWS) lead.removeFirst();
        if (loudRun >= LOUD_WINDOWS_TO_BEGIN) begin();
    }

    private void begin() {
        open = true;
        begunAt = heard - (long) lead.size() * WINDOW;
        sink.begin(begunAt, heard - (long) loudRun * WINDOW);
        lead.forEach(sink::sound);
        lead.clear();
    }

    private boolean isLoud(short[] sound) {
        double energy = 0;
        for (var sample : sound) energy += (double) sample * sample;
        var db = 10 * Math.log10(energy / WINDOW / 32768.0 / 32768.0 + 1e-10);
        var loud = db > Math.max(LOUD_DB, noiseDb + ABOVE_NOISE_DB);
        noiseDb = Math.max(-70, Math.min(db, noiseDb + NOISE_RISES_DB));
        return loud;
    }
}
