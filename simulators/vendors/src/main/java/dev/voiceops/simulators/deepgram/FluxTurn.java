package dev.voiceops.simulators.deepgram;

import dev.voiceops.simulators.speech.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What has been heard of one Flux turn, and how sure it is that the caller has finished. One thread. */
final class FluxTurn {
    /** After these a speaker goes on. */
    private static final Set<String> UNFINISHED = Set.of(
            "and", "or", "but", "the", "a", "my", "is", "number", "um", "uh", "to", "of", "for", "with", "because",
            "please");

    private static final double SURE_AT_MS = 500;
    private static final double SURE = 0.7;
    private static final double MOST_SURE = 0.95;
    private static final double UNFINISHED_AT_MOST = 0.45;

    private final List<SpokenWord> settled = new ArrayList<>();
    private List<SpokenWord> guessed = List.of();
    private boolean started;
    private boolean eager;

    void guess(List<SpokenWord> words) {
        guessed = words;
    }

    void settle(List<SpokenWord> words) {
        settled.addAll(words);
        guessed = List.of();
    }

    List<SpokenWord> words() {
        var all = new ArrayList<>(settled);
        all.addAll(guessed);
        return all;
    }

    String text() {
        return words().stream().map(SpokenWord::text).collect(Collectors.joining(" "));
    }

    /** Grows with silence: 0.7 after half a second, less when the words sound unfinished. */
    double confidence(long quietMs) {
        var words = words();
        if (words.isEmpty()) {
            return 0;
        }
        double by = Math.min(MOST_SURE, SURE * quietMs / SURE_AT_MS);
        boolean unfinished = UNFINISHED.contains(words.getLast().text());
        return Math.round(100 * (unfinished ? Math.min(by, UNFINISHED_AT_MOST) : by)) / 100.0;
    }

    boolean started() {
        return started;
    }

    void start() {
        started = true;
    }

    boolean eager() {
        return eager;
    }

    void eager(boolean now) {
        eager = now;
    }
}
