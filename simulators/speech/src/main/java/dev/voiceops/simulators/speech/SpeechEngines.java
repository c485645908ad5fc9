package dev.voiceops.simulators.speech;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The voices and the ear of one process. Nothing is loaded before {@link #load}; then each engine loads on a thread of its own,
 * beside whatever starts meanwhile, and is there for whoever waits for its future. Any thread.
 */
public final class SpeechEngines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpeechEngines.class);

    /**
     * What to load.
     *
     * @param agentVoice the voice for agents
     * @param vocabulary what callers may say
     * @param ears utterances recognised at the same time; each takes 65 MB, and two are enough for two cores
     */
    public record Settings(AgentVoice agentVoice, Vocabulary vocabulary, int ears) {
        /** The natural voice and one ear. */
        public static Settings forVocabulary(Vocabulary vocabulary) {
            return new Settings(AgentVoice.NATURAL, vocabulary, 1);
        }
    }

    /** The first sentences a voice speaks take three times as long as the later ones. */
    private static final List<String> WARM_UP =
            List.of("Hello, how can I help you today?", "One moment, I am looking for your order.");

    private final Settings settings;
    private final CompletableFuture<Voice> callerVoice = new CompletableFuture<>();
    private final CompletableFuture<Voice> agentVoice = new CompletableFuture<>();
    private final CompletableFuture<Recogniser> recogniser = new CompletableFuture<>();
    private boolean loading;

    /** Remembers the settings; loads nothing. */
    public SpeechEngines(Settings settings) {
        this.settings = settings;
    }

    /** Begins to load, once; returns at once. */
    public synchronized SpeechEngines load() {
        if (loading) return this;
        loading = true;
        inBackground("caller voice", callerVoice, CallerVoice::load);
        inBackground("agent voice", agentVoice, this::warmAgentVoice);
        inBackground("recogniser", recogniser, this::warmRecogniser);
        return this;
    }

    /** The callers' voice; loads if nobody did. Fails with {@link SpeechException}. */
    public CompletableFuture<Voice> callerVoice() {
        return load().callerVoice.copy();
    }

    /** The agents' voice; loads if nobody did. Fails with {@link SpeechException}. */
    public CompletableFuture<Voice> agentVoice() {
        return load().agentVoice.copy();
    }

    /** The ear, warmed up; loads if nobody did. Fails with {@link SpeechException}. */
    public CompletableFuture<Recogniser> recogniser() {
        return load().recogniser.copy();
    }

    /** Done when all engines are there, failed when one could not be loaded. */
    public CompletableFuture<Void> ready() {
        return CompletableFuture.allOf(callerVoice(), agentVoice(), recogniser());
    }

    /** One line for people: what is there, what is loading, what failed and why. */
    public String status() {
        return "caller voice: %s; agent voice: %s; recogniser: %s"
                .formatted(
                        state(callerVoice, Voice::name),
                        state(agentVoice, Voice::name),
                        state(recogniser, Recogniser::name));
    }

    /** Releases what is loaded, and what is still loading as soon as it is. */
    @Override
    public synchronized void close() {
        var closed = new SpeechException(SpeechException.Code.CLOSED, "the speech engines were closed");
        for (var engine : List.of(callerVoice, agentVoice, recogniser)) {
            if (!loading) engine.completeExceptionally(closed);
            engine.whenComplete((loaded, _) -> release(loaded));
        }
        loading = true;
    }

    private Voice warmAgentVoice() {
        var voice = settings.agentVoice.load();
        WARM_UP.forEach(voice::say);
        return voice;
    }

    private Recogniser warmRecogniser() {
        return SphinxRecogniser.load(settings.vocabulary, settings.ears, callerVoice.join());
    }

    private <T> void inBackground(String what, CompletableFuture<T> engine, Supplier<T> loader) {
        Thread.ofPlatform().daemon().name("load " + what).start(() -> {
            var started = System.nanoTime();
            try {
                engine.complete(loader.get());
                LOG.atInfo()
                        .addKeyValue("engine", what)
                        .addKeyValue("ms", (System.nanoTime() - started) / 1_000_000)
                        .log("Speech engine is ready");
            } catch (RuntimeException | Error failed) {
                LOG.atWarn().addKeyValue("engine", what).setCause(failed).log("Speech engine did not load");
                engine.completeExceptionally(
                        failed instanceof SpeechException
                                ? failed
                                : new SpeechException(
                                        SpeechException.Code.NOT_LOADED, "the " + what + " did not load", failed));
            }
        });
    }

    private synchronized <T> String state(CompletableFuture<T> engine, Function<T, String> name) {
        return switch (engine.state()) {
            case RUNNING -> loading ? "loading" : "not loaded";
            case SUCCESS -> name.apply(engine.resultNow());
            case FAILED -> "failed, " + engine.exceptionNow().getMessage();
            case CANCELLED -> "cancelled";
        };
    }

    private static void release(@Nullable Object engine) {
        switch (engine) {
            case Voice voice -> voice.close();
            case Recogniser ear -> ear.close();
            case null, default -> {}
        }
    }
}
