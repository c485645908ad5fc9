package dev.voiceops.audio;

import java.util.function.Consumer;

/**
 * Voice activity by loudness above an adaptive noise floor, 20 ms at a time. Cheap and without a model, but it takes
 * any noise that rises quickly for speech. The listener is called on the thread that calls {@link #hear}.
 */
final class EnergyVoiceActivity implements VoiceActivity {
    private static final double QUIETEST_DB = -60;
    private static final double SPEECH_ABOVE_FLOOR_DB = 8;
    private static final double SLOPE_DB = 2;
    private static final double FALL = 0.3;
    private static final double RISE_DB = 0.06;

    private final SpeechEdges edges;
    private double floorDb = Double.NaN;
    private double energy;
    private int filled;
    private long heard;
    private volatile float probability;
    private volatile boolean closed;

    EnergyVoiceActivity(Consumer<VoiceEdge> listener) {
        this.edges = new SpeechEdges(listener);
    }

    @Override
    public void hear(byte[] mulaw, int offset, int length) {
        for (int i = offset; i < offset + length && !closed; i++) {
            double sample = Mulaw.decode(mulaw[i]) / 32768.0;
            energy += sample * sample;
            heard++;
            if (++filled == Frames.FRAME_BYTES) window();
        }
    }

    @Override
    public float probability() {
        return probability;
    }

    @Override
    public long missedWindows() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** The floor is where the call begins, falls to a quieter window at once and rises to a louder one by 3 dB a second. */
    private void window() {
        double db = Math.max(QUIETEST_DB, 10 * Math.log10(energy / filled + 1e-10));
        if (Double.isNaN(floorDb)) floorDb = db;
        floorDb += db < floorDb ? FALL * (db - floorDb) : Math.min(RISE_DB, db - floorDb);
        double above = db - floorDb - SPEECH_ABOVE_FLOOR_DB;
        float now = (float) (1 / (1 + Math.exp(-above / SLOPE_DB)));
        probability = now;
        energy = 0;
        filled = 0;
        edges.window(heard - Frames.FRAME_BYTES, heard, now);
    }
}
