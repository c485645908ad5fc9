package dev.voiceops.simulators.rime;

import dev.voiceops.audio.Mulaw;
import dev.voiceops.simulators.speech.Speech;
import dev.voiceops.simulators.speech.SpokenWord;
import dev.voiceops.simulators.speech.Voice;
import dev.voiceops.simulators.voice.Voiceprints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Speaks with the embedded voice, remembers how it sounded, and keeps what was spoken before. Blocks. Any thread. */
final class Synthesis {
    private static final int KEPT = 300;
    private final Voice voice;
    private final Voiceprints prints;
    private final Map<String, List<Clause>> spoken = new LinkedHashMap<>();

    Synthesis(Voice voice, Voiceprints prints) {
        this.voice = voice;
        this.prints = prints;
    }

    String voice() {
        return voice.name();
    }

    /** Gives the clauses of a text one by one, as long as {@code wanted} says so. */
    void speak(String text, Predicate<Clause> wanted) {
        var known = known(text);
        if (known != null) {
            for (var clause : known) {
                if (!wanted.test(clause)) {
                    return;
                }
            }
            return;
        }
        var clauses = new ArrayList<Clause>();
        var all = new boolean[] {true};
        var at = new double[1];
        voice.speak(text, speech -> {
            var clause = clause(speech, at[0]);
            at[0] += speech.seconds();
            clauses.add(clause);
            all[0] = wanted.test(clause);
            return all[0];
        });
        if (all[0]) {
            keep(text, clauses);
        }
    }

    private Clause clause(Speech speech, double at) {
        var mulaw = Mulaw.encode(speech.samples());
        var within = speech.words().stream()
                .map(word -> new SpokenWord(word.text(), word.start() - at, word.end() - at))
                .toList();
        prints.add(mulaw, within);
        return new Clause(mulaw, speech.words());
    }

    private synchronized @Nullable List<Clause> known(String text) {
        return spoken.get(text);
    }

    private synchronized void keep(String text, List<Clause> clauses) {
        if (spoken.size() == KEPT) {
            spoken.remove(spoken.keySet().iterator().next());
        }
        spoken.put(text, List.copyOf(clauses));
    }
}
