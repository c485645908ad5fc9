package dev.voiceops.audio;

import java.util.function.Consumer;

/**
 * Makes edges of probabilities: speech starts at 50 %, and stops when 160 ms have passed below 35 %.
 * One thread at a time.
 */
final class SpeechEdges {
    static final float START = 0.50f;
    static final float STAY = 0.35f;
    static final long HANGOVER_SAMPLES = Frames.samplesOfMillis(160);

    private final Consumer<VoiceEdge> listener;
    private boolean speaking;
    private long voiceEnd;

    SpeechEdges(Consumer<VoiceEdge> listener) {
        this.listener = listener;
    }

    /** The next window, from its first sample to the one after its last. */
    void window(long start, long end, float probability) {
        if (probability >= (speaking ? STAY : START)) {
            voiceEnd = end;
            if (!speaking) listener.accept(new VoiceEdge.SpeechStarted(start, end, probability));
            speaking = true;
        } else if (speaking && end - voiceEnd >= HANGOVER_SAMPLES) {
            speaking = false;
            listener.accept(new VoiceEdge.SpeechStopped(voiceEnd, end, probability));
        }
    }
}
