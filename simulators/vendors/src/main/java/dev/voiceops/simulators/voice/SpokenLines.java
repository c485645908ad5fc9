package dev.voiceops.simulators.voice;

import dev.voiceops.simulators.speech.Voice;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lines that simulated callers say, each rendered once, and found again by the sound of a frame. The first saying of
 * a line waits for the voice. Any thread.
 */
public final class SpokenLines {
    private static final int KEPT = 500;
    private final Voice voice;
    private final Map<String, SpokenLine> lines = new LinkedHashMap<>();
    private final Map<ByteBuffer, Place> places = new ConcurrentHashMap<>();

    public SpokenLines(Voice voice) {
        this.voice = voice;
    }

    public SpokenLine say(String text) {
        var known = known(text);
        return known.orElseGet(() -> keep(text, SpokenLine.of(text, voice.say(text))));
    }

    public SpokenLine mumble(int ms) {
        return SpokenLine.of("", ToneVoice.mumble(ms));
    }

    /** The line and frame that sound exactly like these 160 bytes. */
    Optional<Place> find(byte[] frame) {
        return Optional.ofNullable(places.get(ByteBuffer.wrap(frame)));
    }

    private synchronized Optional<SpokenLine> known(String text) {
        return Optional.ofNullable(lines.get(text));
    }

    private synchronized SpokenLine keep(String text, SpokenLine line) {
        if (lines.size() == KEPT) {
            forget(lines.keySet().iterator().next());
        }
        lines.put(text, line);
        for (int i = 0; i < line.frames(); i++) {
            if (Loudness.isSound(line.frame(i))) {
                places.put(ByteBuffer.wrap(line.frame(i)), new Place(line, i));
            }
        }
        return line;
    }

    private void forget(String text) {
        lines.remove(text);
        places.values().removeIf(place -> place.line().text().equals(text));
    }

    /** @param frame index of the frame within the line */
    record Place(SpokenLine line, int frame) {}
}
