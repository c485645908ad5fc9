package dev.voiceops.simulators.voice;

import dev.voiceops.audio.Frames;
import dev.voiceops.audio.Mulaw;
import dev.voiceops.simulators.speech.Speech;
import dev.voiceops.simulators.speech.SpokenWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A caller's line, rendered once: 20 ms mu-law frames, ready for the wire, without the silence around the voice.
 * Immutable; any thread.
 */
public final class SpokenLine {
    private static final int QUIET = 300;
    private final String text;
    private final List<SpokenWord> words;
    private final List<byte[]> frames;
    private final List<String> encoded;
    private final int voicedSamples;

    private SpokenLine(String text, List<SpokenWord> words, byte[] mulaw) {
        this.text = text;
        this.words = List.copyOf(words);
        this.voicedSamples = mulaw.length;
        this.frames = new ArrayList<>();
        for (int from = 0; from < mulaw.length; from += Frames.FRAME_BYTES) {
            var frame = new byte[Frames.FRAME_BYTES];
            Arrays.fill(frame, Mulaw.SILENCE);
            System.arraycopy(mulaw, from, frame, 0, Math.min(frame.length, mulaw.length - from));
            frames.add(frame);
        }
        this.encoded = frames.stream().map(Base64.getEncoder()::encodeToString).toList();
    }

    /** @param text "" for a sound without words */
    static SpokenLine of(String text, Speech speech) {
        var pcm = speech.samples();
        int from = 0;
        int to = pcm.length;
        while (from < to && Math.abs(pcm[from]) < QUIET) {
            from++;
        }
        while (to > from && Math.abs(pcm[to - 1]) < QUIET) {
            to--;
        }
        double shift = (double) from / Frames.SAMPLE_RATE;
        var words = speech.words().stream()
                .map(word ->
                        new SpokenWord(word.text(), Math.max(0, word.start() - shift), Math.max(0, word.end() - shift)))
                .toList();
        return new SpokenLine(text, words, Mulaw.encode(Arrays.copyOfRange(pcm, from, to)));
    }

    public String text() {
        return text;
    }

    /** Words with their times, in seconds from the first frame. */
    public List<SpokenWord> words() {
        return words;
    }

    public int frames() {
        return frames.size();
    }

    /** The i-th frame: 160 bytes, not to be changed. */
    public byte[] frame(int i) {
        return frames.get(i);
    }

    /** The i-th frame in base64: 216 characters. */
    public String encoded(int i) {
        return encoded.get(i);
    }

    /** From the first to the last sound, in ms. */
    public long voicedMs() {
        return voicedSamples / Frames.SAMPLES_PER_MS;
    }
}
