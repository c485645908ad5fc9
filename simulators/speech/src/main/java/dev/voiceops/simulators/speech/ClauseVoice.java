package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeechException.Code;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/** A voice over an engine: reads the text, cuts it into clauses, renders each once, tells words as they were written. */
final class ClauseVoice implements Voice {
    private static final int PAUSE_AT_COMMA_MS = 120;
    private static final int PAUSE_AFTER_SENTENCE_MS = 260;

    private final VoiceEngine engine;
    private final ExecutorService threads;
    private final ClipCache cache = new ClipCache();

    ClauseVoice(VoiceEngine engine) {
        this.engine = engine;
        // Not virtual: rendering is seconds of arithmetic and would hold a carrier that calls need.
        ThreadFactory named = Thread.ofPlatform().daemon().name("voice-", 0).factory();
        this.threads = Executors.newFixedThreadPool(engine.threads(), named);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public void speak(String text, Sink sink) {
        var clauses = SpeakableText.of(text).clauses().iterator();
        var at = 0.0;
        while (clauses.hasNext()) {
            var clause = clauses.next();
            var clip = rendered(clause.spoken()).trimmed(clauses.hasNext() ? pause(clause) : 0);
            var speech = new Speech(clip.audio().samples(), SAMPLE_RATE, WordTimes.of(clause, clip));
            if (!sink.take(speech.later(at))) return;
            at += speech.seconds();
        }
    }

    @Override
    public void close() {
        if (threads.isShutdown()) return;
        threads.execute(engine::release);
        threads.shutdown();
    }

    private static int pause(SpeakableText clause) {
        return clause.pause().endsSentence() ? PAUSE_AFTER_SENTENCE_MS : PAUSE_AT_COMMA_MS;
    }

    private Clip rendered(String spoken) {
        var known = cache.find(spoken);
        if (known.isPresent()) return known.get();
        try {
            var clip = threads.submit(() -> engine.render(spoken)).get();
            cache.keep(spoken, clip);
            return clip;
        } catch (RejectedExecutionException closed) {
            throw new SpeechException(Code.CLOSED, "the voice " + name() + " was closed; open a new one", closed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SpeechException(Code.INTERRUPTED, "interrupted while " + name() + " was rendering", interrupted);
        } catch (ExecutionException failed) {
            throw new SpeechException(Code.ENGINE_FAILED, name() + " could not render a clause", failed.getCause());
        }
    }
}
