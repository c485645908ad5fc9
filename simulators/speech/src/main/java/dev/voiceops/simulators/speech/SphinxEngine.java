package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeechException.Code;
import edu.cmu.sphinx.decoder.ResultListener;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.linguist.language.ngram.SimpleNGramModel;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.result.WordResult;
import edu.cmu.sphinx.util.props.ConfigurableAdapter;
import edu.cmu.sphinx.util.props.ConfigurationManager;
import java.net.URL;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One sphinx4 decoder over a vocabulary, loaded once, for one utterance at a time: some 65 MB. One thread at a time. */
final class SphinxEngine {
    private static final String MODEL = "/edu/cmu/sphinx/models/en-us/en-us";
    private static final float UNIGRAM_WEIGHT = 0.7f;

    /** Loggers of the classes and of the configuration file; held here, since a logger nobody holds forgets its level. */
    private static final List<Logger> NOISE = List.of(Logger.getLogger("edu.cmu.sphinx"), Logger.getLogger("ear"));

    private final UtteranceSource source = new UtteranceSource();
    private final ChannelMean channel = new ChannelMean();
    private final Recognizer recognizer;
    private Consumer<Result> onPartial = _ -> {};
    private String lastPartial = "";

    /** Builds and allocates; takes one to some seconds. */
    SphinxEngine(Pronunciations pronunciations, String arpa) {
        NOISE.forEach(noise -> noise.setLevel(Level.OFF));
        var parts = new ConfigurationManager(resource("/dev/voiceops/simulators/speech/ear.xml"));
        var units = new UnitManager();
        var dictionary = new TextDictionary(
                InMemory.url("words.dict", pronunciations.text()),
                resource(MODEL + "/noisedict"),
                List.of(),
                null,
                units);
        parts.addConfigurable(units, "unitManager");
        parts.addConfigurable(dictionary, "dictionary");
        parts.addConfigurable(
                new SimpleNGramModel(InMemory.url("scenario.lm", arpa), dictionary, UNIGRAM_WEIGHT, 3),
                "languageModel");
        parts.addConfigurable(source, "dataSource");
        parts.addConfigurable(channel, "channelMean");
        recognizer = parts.lookup("recognizer");
        recognizer.allocate();
        recognizer.addResultListener(new PartialListener());
    }

    /**
     * Recognises one utterance as its sound comes in, until it ends.
     *
     * @param partial gets what is understood so far, whenever that changes; looked at every quarter of a second of speech
     */
    Transcript recognise(Utterance utterance, Consumer<Transcript> partial) {
        source.use(utterance);
        lastPartial = "";
        onPartial = result -> {
            var soFar = transcript(utterance, result);
            if (soFar.text().isEmpty() || soFar.text().equals(lastPartial)) return;
            lastPartial = soFar.text();
            partial.accept(soFar);
        };
        return transcript(utterance, recognizer.recognize());
    }

    /** Hears throw-away utterances: the compiler and {@link ChannelMean} learn from them. */
    void warmUp(List<short[]> utterances) {
        for (var sound : utterances) {
            var utterance = new Utterance(0, 0);
            utterance.add(sound);
            utterance.end(sound.length);
            recognise(utterance, _ -> {});
        }
        channel.learned();
    }

    private static Transcript transcript(Utterance utterance, @Nullable Result result) {
        var from = utterance.soundFromSeconds();
        var words = result == null
                ? List.<SpokenWord>of()
                : result.getTimedBestResult(false).stream()
                        .map(word -> word(word).later(from))
                        .toList();
        var soFar = words.isEmpty() ? utterance.startSeconds() : words.getLast().end();
        var over = result == null || result.isFinal();
        return new Transcript(words, utterance.startSeconds(), over ? utterance.endSeconds() : soFar, false);
    }

    private static SpokenWord word(WordResult word) {
        var time = word.getTimeFrame();
        return new SpokenWord(word.getWord().getSpelling(), time.getStart() / 1000.0, time.getEnd() / 1000.0);
    }

    private static URL resource(String path) {
        var url = SphinxEngine.class.getResource(path);
        if (url == null)
            throw new SpeechException(Code.NOT_LOADED, "the resource " + path + " of the recogniser is missing");
        return url;
    }

    private final class PartialListener extends ConfigurableAdapter implements ResultListener {
        @Override
        public void newResult(Result result) {
            if (!result.isFinal()) onPartial.accept(result);
        }
    }
}
