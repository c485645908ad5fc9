package dev.voiceops.simulators.voice;

import dev.voiceops.audio.Frames;
import dev.voiceops.audio.Mulaw;
import dev.voiceops.simulators.speech.Hearing;
import dev.voiceops.simulators.speech.Recogniser;
import dev.voiceops.simulators.speech.SpokenWord;
import dev.voiceops.simulators.speech.Transcript;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One stream, cut into frames from its first byte on, as the simulated callers send them. */
final class ScriptedHearing implements Hearing {
    private static final double FRAME_S = Frames.FRAME_MS / 1000.0;
    private static final int PARTIAL_FRAMES = 240 / Frames.FRAME_MS;
    private final SpokenLines lines;
    private final Recogniser.Listener listener;
    private final int endSilenceFrames;
    private final byte[] frame = new byte[Frames.FRAME_BYTES];
    private int filled;
    private long heard;
    private boolean speaking;
    private long began;
    private long lastSound;
    private @Nullable SpokenLine line;
    private int from;
    private int to;
    private boolean closed;

    ScriptedHearing(SpokenLines lines, Recogniser.Listener listener, int endSilenceMs) {
        this.lines = lines;
        this.listener = listener;
        this.endSilenceFrames = Math.ceilDiv(endSilenceMs, Frames.FRAME_MS);
    }

    @Override
    public void hear(short[] pcm) {
        hearMulaw(Mulaw.encode(pcm));
    }

    @Override
    public void hearMulaw(byte[] mulaw) {
        for (int at = 0; at < mulaw.length && !closed; ) {
            int part = Math.min(frame.length - filled, mulaw.length - at);
            System.arraycopy(mulaw, at, frame, filled, part);
            at += part;
            filled += part;
            if (filled == frame.length) {
                filled = 0;
                hearFrame();
                heard++;
            }
        }
    }

    private void hearFrame() {
        if (Loudness.isSound(frame)) {
            sound();
        } else if (speaking && heard - lastSound >= endSilenceFrames) {
            endUtterance();
        }
        if (speaking && (heard - began) % PARTIAL_FRAMES == PARTIAL_FRAMES - 1) {
            listener.partial(transcript());
        }
    }

    private void sound() {
        var place = lines.find(frame);
        if (speaking && place.isPresent() && line != null && line != place.get().line()) {
            endUtterance();
        }
        if (!speaking) {
            speaking = true;
            began = heard;
            line = null;
            listener.speechStarted(began * FRAME_S);
        }
        lastSound = heard;
        place.ifPresent(known -> {
            if (line == null) {
                line = known.line();
                from = known.frame();
            }
            to = known.frame();
        });
    }

    @Override
    public void endUtterance() {
        if (speaking && !closed) {
            speaking = false;
            listener.transcript(transcript());
            line = null;
        }
    }

    private Transcript transcript() {
        var end = (lastSound + 1) * FRAME_S;
        return new Transcript(line == null ? List.of() : words(line), began * FRAME_S, end, true);
    }

    /** The words whose sound has been heard, times moved to the stream's. */
    private List<SpokenWord> words(SpokenLine said) {
        double shift = (began - from) * FRAME_S;
        return said.words().stream()
                .filter(word -> word.start() >= from * FRAME_S - FRAME_S && word.end() <= (to + 2) * FRAME_S)
                .map(word -> new SpokenWord(plain(word.text()), word.start() + shift, word.end() + shift))
                .filter(word -> !word.text().isEmpty())
                .toList();
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9']", "");
    }

    @Override
    public void close() {
        closed = true;
    }
}
