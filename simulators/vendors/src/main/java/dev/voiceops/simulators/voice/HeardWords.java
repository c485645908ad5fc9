package dev.voiceops.simulators.voice;

import dev.voiceops.audio.Frames;
import dev.voiceops.simulators.twilio.AgentWords;
import dev.voiceops.simulators.voice.Voiceprints.Sentence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Knows the words of the simulated voice by their sound. A word counts as heard when its end has sounded. One thread. */
public final class HeardWords implements AgentWords {
    /** Anchors lie about 64 samples apart, by chance: the last one of a word may be this far before its end. */
    private static final int SLACK = 640;

    private final Voiceprints prints;
    private final Voiceprints.Window window = new Voiceprints.Window();
    private final Map<Sentence, Stretch> heard = new LinkedHashMap<>();

    public HeardWords(Voiceprints prints) {
        this.prints = prints;
    }

    private record Stretch(int from, int to) {
        Stretch reaching(int sample) {
            return new Stretch(Math.min(from, sample), Math.max(to, sample));
        }
    }

    @Override
    public void sound(byte[] mulaw, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (window.isAnchor(mulaw[i])) {
                prints.find(window.bytes)
                        .ifPresent(place -> heard.merge(
                                place.sentence(),
                                new Stretch(place.samples(), place.samples()),
                                (known, at) -> known.reaching(at.to())));
            }
        }
    }

    @Override
    public String take() {
        var words = heard.entrySet().stream()
                .flatMap(entry -> entry.getKey().words().stream()
                        .filter(word -> word.end() * Frames.SAMPLE_RATE
                                <= entry.getValue().to() + SLACK)
                        .filter(word -> word.end() * Frames.SAMPLE_RATE
                                >= entry.getValue().from()))
                .map(word -> word.text())
                .collect(Collectors.joining(" "));
        heard.clear();
        return words;
    }
}
