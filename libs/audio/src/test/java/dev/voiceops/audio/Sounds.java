package dev.voiceops.audio;

import java.util.Random;

/** Sounds to test with, and ways to measure them. 16-bit samples; 8000 Hz unless a rate is given. */
final class Sounds {
    private Sounds() {}

    static short[] silence(int millis) {
        return new short[millis * Frames.SAMPLES_PER_MS];
    }

    static short[] tone(double hz, double amplitude, int rate, int samples) {
        var out = new short[samples];
        for (int i = 0; i < samples; i++)
            out[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / rate));
        return out;
    }

    static short[] tone(double hz, double amplitude, int millis) {
        return tone(hz, amplitude, Frames.SAMPLE_RATE, millis * Frames.SAMPLES_PER_MS);
    }

    static short[] noise(double rms, int millis, long seed) {
        var random = new Random(seed);
        var out = new short[millis * Frames.SAMPLES_PER_MS];
        for (int i = 0; i < out.length; i++) out[i] = clip(random.nextGaussian() * rms);
        return out;
    }

    /** Vowels as a throat makes them: glottal pulses through three resonances, four syllables a second. */
    static short[] vowels(double peak, int millis) {
        double[][] formants = {{730, 1090, 2440}, {270, 2290, 3010}, {570, 840, 2410}, {530, 1840, 2480}};
        int syllable = Frames.SAMPLE_RATE / 4;
        var raw = new double[millis * Frames.SAMPLES_PER_MS];
        var mouth = new double[3][2];
        double phase = 0;
        double loudest = 0;
        for (int i = 0; i < raw.length; i++) {
            phase += (118 + 14 * Math.sin(2 * Math.PI * 0.7 * i / Frames.SAMPLE_RATE)) / Frames.SAMPLE_RATE;
            double sound = phase >= 1 ? 1 : 0;
            if (phase >= 1) phase -= 1;
            double[] vowel = formants[i / syllable % formants.length];
            for (int f = 0; f < 3; f++) sound = resonate(sound, mouth[f], vowel[f]);
            raw[i] = sound * Math.sin(Math.PI * (i % syllable) / syllable);
            loudest = Math.max(loudest, Math.abs(raw[i]));
        }
        var out = new short[raw.length];
        for (int i = 0; i < out.length; i++) out[i] = clip(raw[i] / loudest * peak);
        return out;
    }

    static short[] join(short[]... parts) {
        int length = 0;
        for (var part : parts) length += part.length;
        var out = new short[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    static short[] mix(short[] a, short[] b) {
        var out = new short[Math.max(a.length, b.length)];
        for (int i = 0; i < out.length; i++) out[i] = clip((i < a.length ? a[i] : 0.0) + (i < b.length ? b[i] : 0));
        return out;
    }

    /** Amplitude of one frequency in a stretch of samples, by a single DFT bin. */
    static double amplitude(short[] pcm, int from, int to, double cyclesPerSample) {
        double re = 0;
        double im = 0;
        for (int i = from; i < to; i++) {
            re += pcm[i] * Math.cos(2 * Math.PI * cyclesPerSample * i);
            im += pcm[i] * Math.sin(2 * Math.PI * cyclesPerSample * i);
        }
        return 2 * Math.hypot(re, im) / (to - from);
    }

    static double rms(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) sum += (double) pcm[i] * pcm[i];
        return Math.sqrt(sum / (to - from));
    }

    /** The first sample louder than a level, or -1. */
    static int onset(short[] pcm, int level) {
        for (int i = 0; i < pcm.length; i++) if (Math.abs(pcm[i]) > level) return i;
        return -1;
    }

    private static double resonate(double in, double[] memory, double hz) {
        double radius = Math.exp(-Math.PI * 90 / Frames.SAMPLE_RATE);
        double out = in
                + 2 * radius * Math.cos(2 * Math.PI * hz / Frames.SAMPLE_RATE) * memory[0]
                - radius * radius * memory[1];
        memory[1] = memory[0];
        memory[0] = out;
        return out;
    }

    private static short clip(double sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
