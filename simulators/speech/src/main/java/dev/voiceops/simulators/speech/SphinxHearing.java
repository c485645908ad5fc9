package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeechException.Code;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * One stream on its way to the engines: utterances wait here, and one after the other they wait for an engine, so that a call's
 * transcripts keep their order and a call never holds two engines.
 */
final class SphinxHearing implements Hearing, UtteranceGate.Sink {
    private final EnginePool pool;
    private final Recogniser.Listener listener;
    private final UtteranceGate gate;
    private final Object telling = new Object();
    private final ArrayDeque<Utterance> waiting = new ArrayDeque<>();
    private boolean served;
    private Utterance open = new Utterance(0, 0);
    private volatile boolean closed;

    SphinxHearing(EnginePool pool, Recogniser.Listener listener, int endSilenceMs) {
        this.pool = pool;
        this.listener = listener;
        this.gate = new UtteranceGate(this, endSilenceMs);
    }

    @Override
    public void hear(short[] pcm) {
        if (closed) throw new SpeechException(Code.CLOSED, "this hearing was closed; open another");
        gate.hear(pcm);
    }

    @Override
    public void endUtterance() {
        gate.end();
    }

    @Override
    public void close() {
        synchronized (telling) {
            closed = true;
        }
        gate.end();
    }

    @Override
    public void begin(long soundFrom, long speechFrom) {
        var utterance = new Utterance(soundFrom, speechFrom);
        open = utterance;
        tell(to -> to.speechStarted(utterance.startSeconds()));
        synchronized (waiting) {
            waiting.add(utterance);
            if (served) return;
            served = true;
        }
        pool.submit(this::serve);
    }

    @Override
    public void sound(short[] window) {
        open.add(window);
    }

    @Override
    public void end(long speechTo) {
        open.end(speechTo);
    }

    /** Recognises the eldest utterance, then queues again behind the other calls. */
    private void serve(SphinxEngine engine) {
        try {
            recognise(engine, eldest());
        } finally {
            boolean more;
            synchronized (waiting) {
                more = !waiting.isEmpty();
                served = more;
            }
            if (more) pool.submit(this::serve);
        }
    }

    private Utterance eldest() {
        synchronized (waiting) {
            return waiting.remove();
        }
    }

    private void recognise(SphinxEngine engine, Utterance utterance) {
        if (closed) return;
        try {
            var heard = engine.recognise(utterance, soFar -> tell(to -> to.partial(soFar)));
            tell(to -> to.transcript(heard));
        } catch (RuntimeException | Error broken) {
            tell(to -> to.failed(
                    new SpeechException(Code.ENGINE_FAILED, "the recogniser broke within an utterance", broken)));
            throw broken;
        }
    }

    private void tell(Consumer<Recogniser.Listener> news) {
        synchronized (telling) {
            if (!closed) news.accept(listener);
        }
    }
}
