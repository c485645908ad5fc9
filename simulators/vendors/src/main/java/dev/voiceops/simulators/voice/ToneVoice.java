package dev.voiceops.simulators.voice;

import dev.voiceops.simulators.speech.Speech;
import dev.voiceops.simulators.speech.SpokenWord;
import dev.voiceops.simulators.speech.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * A voice that hums: 65 ms a character, a buzz for each word and a pause for each blank. It costs next to nothing, every
 * text sounds different, and no two frames of it are alike. For tests and load. Any thread.
 */
public final class ToneVoice implements Voice {
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+");
    private static final int SAMPLES_PER_CHARACTER = 65 * SAMPLE_RATE / 1000;
    private static final double LOUDNESS = 5_000;
    private static final int NOISE = 400;

    @Override
    public String name() {
        return "hum (no speech)";
    }

    @Override
    public void speak(String text, Sink sink) {
        double at = 0;
        for (var sentence : SENTENCE.split(text.strip())) {
            if (sentence.isBlank()) {
                continue;
            }
            var speech = hum(sentence, at);
            at += speech.seconds();
            if (!sink.take(speech)) {
                return;
            }
        }
    }

    /** A sound without words, {@code ms} long. */
    static Speech mumble(int ms) {
        var samples = new short[ms * SAMPLE_RATE / 1000];
        buzz(samples, 0, samples.length, 90, new SplittableRandom(ms));
        return new Speech(samples, SAMPLE_RATE, List.of());
    }

    private static Speech hum(String sentence, double at) {
        var samples = new short[sentence.length() * SAMPLES_PER_CHARACTER];
        var words = new ArrayList<SpokenWord>();
        var random = new SplittableRandom(sentence.hashCode());
        int character = 0;
        for (var word : sentence.split(" ", -1)) {
            int from = character * SAMPLES_PER_CHARACTER;
            int length = word.length() * SAMPLES_PER_CHARACTER;
            if (length > 0) {
                buzz(samples, from, length, 110 + (word.hashCode() & 63), random);
                double start = at + (double) from / SAMPLE_RATE;
                words.add(new SpokenWord(word, start, start + (double) length / SAMPLE_RATE));
            }
            character += word.length() + 1;
        }
        return new Speech(samples, SAMPLE_RATE, words);
    }

    private static void buzz(short[] samples, int from, int length, double hertz, SplittableRandom random) {
        double step = 2 * Math.PI * hertz / SAMPLE_RATE;
        for (int i = 0; i < length; i++) {
            double edge = Math.min(1, Math.min(i + 1, length - i) / 80.0);
            double wave = Math.sin(i * step) + 0.5 * Math.sin(3 * i * step) + 0.25 * Math.sin(7 * i * step);
            samples[from + i] = (short) (edge * LOUDNESS * wave + random.nextInt(2 * NOISE + 1) - NOISE);
        }
    }

    @Override
    public void close() {}
}
