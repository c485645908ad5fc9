package dev.voiceops.audio;

import java.util.Arrays;

/**
 * Changes the sample rate of one mono stream, chunk by chunk: a polyphase FIR with a Kaiser window whose state is
 * carried from chunk to chunk, so that chunked and whole input give the same samples. One stream, one thread at a time.
 *
 * <p>32 taps a phase at the lower rate, flat to 3/4 of its Nyquist frequency, -1 dB near 85 % of it, and more than
 * 80 dB down from 1.1 times it. The output lags by {@link #delayInputSamples()}.
 */
public final class Resampler {
    private static final int TAPS = 32;
    private static final double BETA = 8;
    private static final double CUTOFF = 0.92;

    private final int up;
    private final int down;
    private final int taps;
    private final float[] bank;
    private float[] line;
    private long next;

    private Resampler(int up, int down) {
        this.up = up;
        this.down = down;
        this.taps = down > up ? Math.ceilDiv(TAPS * down, up) : TAPS;
        this.bank = bank(up, taps, CUTOFF / Math.max(up, down));
        this.line = new float[taps - 1];
    }

    /** A resampler between two rates in Hz; their ratio is reduced, so 44100 to 16000 is 160:441. */
    public static Resampler between(int fromHz, int toHz) {
        if (fromHz <= 0 || toHz <= 0) {
            throw new IllegalArgumentException("sample rates must be above 0 Hz, got " + fromHz + " to " + toHz);
        }
        int divisor = greatestCommonDivisor(fromHz, toHz);
        return new Resampler(toHz / divisor, fromHz / divisor);
    }

    /** How many samples the next {@code inputSamples} will give, exactly. */
    public int outputSamples(int inputSamples) {
        return (int) Math.max(0, Math.ceilDiv((long) inputSamples * up - next, down));
    }

    /** By how many input samples the output lags the input: half the filter. */
    public double delayInputSamples() {
        return (taps * (double) up - 1) / (2.0 * up);
    }

    /** Takes all of {@code in} and returns what comes out of it, in a new array. */
    public short[] resample(short[] in) {
        var out = new short[outputSamples(in.length)];
        resample(in, in.length, out);
        return out;
    }

    /**
     * Takes the first {@code length} samples of {@code in} and writes what comes out to the start of {@code out}.
     *
     * @return the samples written, as {@link #outputSamples} says
     */
    public int resample(short[] in, int length, short[] out) {
        int history = taps - 1;
        if (line.length < history + length) line = Arrays.copyOf(line, history + length);
        for (int i = 0; i < length; i++) line[history + i] = in[i];
        int written = 0;
        for (long end = (long) length * up; next < end; next += down) {
            out[written++] = convolve((int) (next / up), (int) (next % up));
        }
        next -= (long) length * up;
        System.arraycopy(line, length, line, 0, history);
        return written;
    }

    private short convolve(int start, int phase) {
        float sum = 0;
        int row = phase * taps;
        for (int tap = 0; tap < taps; tap++) sum += bank[row + tap] * line[start + tap];
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** One row of taps per phase, the oldest sample's tap first; the whole has gain 1. */
    private static float[] bank(int phases, int taps, double cutoff) {
        int length = taps * phases;
        double centre = (length - 1) / 2.0;
        var prototype = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double at = i - centre;
            prototype[i] = sinc(cutoff * at) * kaiser(at / (centre + 0.5));
            sum += prototype[i];
        }
        var rows = new float[length];
        for (int i = 0; i < length; i++) {
            rows[(i % phases) * taps + taps - 1 - i / phases] = (float) (prototype[i] * phases / sum);
        }
        return rows;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-12 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double at) {
        return bessel(BETA * Math.sqrt(Math.max(0, 1 - at * at))) / bessel(BETA);
    }

    /** The modified Bessel function of the first kind, order 0, by its series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-16; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
