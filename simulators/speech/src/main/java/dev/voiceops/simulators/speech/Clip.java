package dev.voiceops.simulators.speech;

import java.util.List;

/** What an engine made of one clause: 8000 Hz PCM and when each word it was given sounds, in seconds from the first sample. */
record Clip(Pcm audio, List<SpokenWord> words) {
    private static final int LEAD_MS = 60;
    private static final int TAIL_MS = 80;

    /** Without the silence around the voice, but for a trace of it, and followed by {@code pauseMs} of silence. */
    Clip trimmed(int pauseMs) {
        var from = Math.max(0, audio.firstSound() - Pcm.samples(LEAD_MS));
        var to = Math.min(audio.length(), audio.lastSound() + Pcm.samples(TAIL_MS));
        if (from >= to) return new Clip(Pcm.EMPTY, List.of());
        var shift = -(double) from / Voice.SAMPLE_RATE;
        return new Clip(
                audio.cut(from, to).levelled().followedBySilence(pauseMs),
                words.stream().map(word -> word.later(shift)).toList());
    }
}
