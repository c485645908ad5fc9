package dev.voiceops.simulators.voice;

import dev.voiceops.audio.Mulaw;
import dev.voiceops.simulators.speech.SpokenWord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything the agent's simulated voice has said, findable by its sound: about every 64th run of eight bytes, chosen by
 * its content, is an anchor. So a caller's ear knows where in which sentence it is, however the audio was cut on the way.
 * Any thread.
 */
public final class Voiceprints {
    private static final int KEPT = 2_000;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long SILENCE = -1L;
    private final Map<Long, Place> anchors = new ConcurrentHashMap<>();
    private final Deque<Sentence> sentences = new ArrayDeque<>();

    /** @param words times in seconds from the first byte of {@code mulaw} */
    public synchronized void add(byte[] mulaw, List<SpokenWord> words) {
        var sentence = new Sentence(List.copyOf(words), new ArrayList<>());
        var window = new Window();
        for (int i = 0; i < mulaw.length; i++) {
            if (window.isAnchor(mulaw[i])) {
                anchors.put(window.bytes, new Place(sentence, i + 1));
                sentence.anchors.add(window.bytes);
            }
        }
        sentences.add(sentence);
        if (sentences.size() > KEPT) {
            sentences.removeFirst().anchors.forEach(anchors::remove);
        }
    }

    Optional<Place> find(long anchor) {
        return Optional.ofNullable(anchors.get(anchor));
    }

    record Sentence(List<SpokenWord> words, List<Long> anchors) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** @param samples how much of the sentence has sounded at the end of the anchor */
    record Place(Sentence sentence, int samples) {}

    /** The last eight bytes of a stream of sound. */
    static final class Window {
        long bytes = SILENCE;

        boolean isAnchor(byte next) {
            // The wire carries silence as FF or 7F; both must look alike, and neither is an anchor.
            byte one = Mulaw.decode(next) == 0 ? Mulaw.SILENCE : next;
            bytes = (bytes << 8) | (one & 0xFF);
            return bytes != SILENCE && ((bytes * MIX) >>> 58) == 0;
        }
    }
}
