package dev.voiceops.simulators.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spoken audio with its words. Immutable as long as nobody writes into {@link #samples()}; any thread. */
public final class Speech {
    private final short[] samples;
    private final int sampleRate;
    private final List<SpokenWord> words;

    /**
     * Audio and its words.
     *
     * @param samples 16-bit mono PCM
     * @param sampleRate Hz
     * @param words in order, in seconds; {@link Voice} says what the times count from
     */
    public Speech(short[] samples, int sampleRate, List<SpokenWord> words) {
        this.samples = samples;
        this.sampleRate = sampleRate;
        this.words = List.copyOf(words);
    }

    /** 16-bit mono PCM; the array itself, not a copy. */
    public short[] samples() {
        return samples;
    }

    /** Samples a second. */
    public int sampleRate() {
        return sampleRate;
    }

    /** The words in order. */
    public List<SpokenWord> words() {
        return words;
    }

    /** Length of the audio in seconds. */
    public double seconds() {
        return (double) samples.length / sampleRate;
    }

    Speech later(double seconds) {
        return new Speech(
                samples,
                sampleRate,
                words.stream().map(word -> word.later(seconds)).toList());
    }

    static Speech joined(List<Speech> parts) {
        var length = parts.stream().mapToInt(part -> part.samples.length).sum();
        var samples = new short[length];
        var words = new ArrayList<SpokenWord>();
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part.samples, 0, samples, at, part.samples.length);
            words.addAll(part.words);
            at += part.samples.length;
        }
        return new Speech(samples, Voice.SAMPLE_RATE, words);
    }

    @Override
    public String toString() {
        return "Speech[%.2f s at %d Hz, %d words, %08x]"
                .formatted(seconds(), sampleRate, words.size(), Arrays.hashCode(samples));
    }
}
