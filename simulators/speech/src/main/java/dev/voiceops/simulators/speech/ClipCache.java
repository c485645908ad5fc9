package dev.voiceops.simulators.speech;

import java.util.LinkedHashMap;
import java.util.Optional;

/** Remembers rendered clauses, the least recently used go first; holds at most about 16 MB of audio. Any thread. */
final class ClipCache {
    private static final int MOST_SAMPLES = 8_000_000;

    private final LinkedHashMap<String, Clip> clips = new LinkedHashMap<>(64, 0.75f, true);
    private int samples;

    synchronized Optional<Clip> find(String spoken) {
        return Optional.ofNullable(clips.get(spoken));
    }

    synchronized void keep(String spoken, Clip clip) {
        var before = clips.put(spoken, clip);
        samples += clip.audio().length() - (before == null ? 0 : before.audio().length());
        var eldest = clips.entrySet().iterator();
        while (samples > MOST_SAMPLES && eldest.hasNext()) {
            samples -= eldest.next().getValue().audio().length();
            eldest.remove();
        }
    }
}
