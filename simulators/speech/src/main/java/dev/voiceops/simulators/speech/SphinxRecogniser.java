package dev.voiceops.simulators.speech;

import java.util.Comparator;
import java.util.List;

/**
 * Really hears: sphinx4 in this process, over the words of one {@link Vocabulary}. It takes every sound for one of those words,
 * so it is for simulated callers and for people who keep to the scenario. About 0.4 s of processor time for each second of
 * speech, nothing for silence; an engine and its 65 MB serve one utterance at a time, the others wait. Any thread.
 */
public final class SphinxRecogniser implements Recogniser {
    private static final int WARM_UP_SENTENCES = 3;

    private final Vocabulary vocabulary;
    private final Pronunciations pronunciations;
    private final EnginePool pool;

    private SphinxRecogniser(Vocabulary vocabulary, int engines, List<short[]> warmUp) {
        this.vocabulary = vocabulary;
        this.pronunciations = Pronunciations.of(vocabulary.words());
        var arpa = ArpaModel.of(vocabulary.sentences());
        this.pool = new EnginePool(
                () -> {
                    var engine = new SphinxEngine(pronunciations, arpa);
                    engine.warmUp(warmUp);
                    return engine;
                },
                engines);
    }

    /**
     * Builds the language model, loads the engines and lets each hear the longest sentences of the vocabulary, so that the first
     * caller does not pay for the compiler and the line is known. Takes 3 to 10 s.
     *
     * @param engines utterances heard at the same time, 1 or more
     * @param warmUp speaks those sentences
     * @throws SpeechException {@code BAD_VOCABULARY} when a word cannot be pronounced, {@code NOT_LOADED} when a model is missing
     */
    public static SphinxRecogniser load(Vocabulary vocabulary, int engines, Voice warmUp) {
        var sentences = vocabulary.sentences().stream()
                .distinct()
                .sorted(Comparator.comparingInt(words -> -words.size()))
                .limit(WARM_UP_SENTENCES)
                .map(words -> warmUp.say(String.join(" ", words)).samples())
                .toList();
        return new SphinxRecogniser(vocabulary, engines, sentences);
    }

    @Override
    public String name() {
        return "sphinx4, embedded, %d words (%d pronounced by rule)"
                .formatted(vocabulary.words().size(), pronunciations.guessed().size());
    }

    @Override
    public Hearing open(Listener listener, int endSilenceMs) {
        return new SphinxHearing(pool, listener, endSilenceMs);
    }

    @Override
    public void close() {
        pool.close();
    }
}
