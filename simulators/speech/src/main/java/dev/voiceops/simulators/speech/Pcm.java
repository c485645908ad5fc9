package dev.voiceops.simulators.speech;

import dev.voiceops.audio.Resampler;
import java.util.Arrays;

/** 16-bit mono audio at 8000 Hz, and the roads to it from what engines give. Immutable by agreement; any thread. */
final class Pcm {
    static final Pcm EMPTY = new Pcm(new short[0]);

    private static final int QUIET = 250;
    private static final int LEVEL = 3_000;
    private static final int LOUDEST = 30_000;

    private final short[] samples;

    private Pcm(short[] samples) {
        this.samples = samples;
    }

    /** Samples in so many milliseconds. */
    static int samples(int millis) {
        return Voice.SAMPLE_RATE / 1000 * millis;
    }

    /** Resamples a whole clip; the filter's lag is cut off, so times stay true. */
    static Pcm of(short[] samples, int hz) {
        if (hz == Voice.SAMPLE_RATE) return new Pcm(samples);
        var resampler = Resampler.between(hz, Voice.SAMPLE_RATE);
        var lag = (int) Math.round(resampler.delayInputSamples());
        var out = resampler.resample(Arrays.copyOf(samples, samples.length + lag));
        var lagOut = (int) Math.round(resampler.delayInputSamples() * Voice.SAMPLE_RATE / hz);
        return new Pcm(Arrays.copyOfRange(out, Math.min(lagOut, out.length), out.length));
    }

    /** The array itself, not a copy. */
    short[] samples() {
        return samples;
    }

    int length() {
        return samples.length;
    }

    /** The first sample that is no silence, or the length. */
    int firstSound() {
        var at = 0;
        while (at < samples.length && Math.abs(samples[at]) < QUIET) at++;
        return at;
    }

    /** The sample after the last that is no silence, or 0. */
    int lastSound() {
        var at = samples.length;
        while (at > 0 && Math.abs(samples[at - 1]) < QUIET) at--;
        return at;
    }

    Pcm cut(int from, int to) {
        return new Pcm(Arrays.copyOfRange(samples, from, to));
    }

    /** At the usual loudness of a voice on the phone, so that no engine is louder than another. */
    Pcm levelled() {
        double energy = 0;
        var peak = 1;
        for (var sample : samples) {
            energy += (double) sample * sample;
            peak = Math.max(peak, Math.abs(sample));
        }
        var gain =
                Math.min(LEVEL / Math.max(1, Math.sqrt(energy / Math.max(1, samples.length))), (double) LOUDEST / peak);
        var out = new short[samples.length];
        for (var i = 0; i < out.length; i++) out[i] = (short) Math.round(samples[i] * gain);
        return new Pcm(out);
    }

    Pcm followedBySilence(int millis) {
        return new Pcm(Arrays.copyOf(samples, samples.length + samples(millis)));
    }
}
