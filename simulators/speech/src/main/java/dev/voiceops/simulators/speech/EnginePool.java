package dev.voiceops.simulators.speech;

import dev.voiceops.simulators.speech.SpeechException.Code;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few decoders and a platform thread for each: work waits until one is free; one that broke is replaced when it is missed. Any thread. */
final class EnginePool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EnginePool.class);

    private final Supplier<SphinxEngine> maker;
    private final BlockingQueue<SphinxEngine> idle;
    private final ExecutorService threads;

    /** Makes {@code size} engines, one after the other. */
    EnginePool(Supplier<SphinxEngine> maker, int size) {
        this.maker = maker;
        this.idle = new ArrayBlockingQueue<>(size);
        for (var i = 0; i < size; i++) idle.add(maker.get());
        // Not virtual: decoding is arithmetic without end and would hold a carrier that calls need.
        ThreadFactory named = Thread.ofPlatform().daemon().name("ear-", 0).factory();
        this.threads = Executors.newFixedThreadPool(size, named);
    }

    /** Runs {@code work} when an engine is free. Work that throws has broken its engine. */
    void submit(Consumer<SphinxEngine> work) {
        try {
            threads.execute(() -> run(work));
        } catch (RejectedExecutionException closed) {
            throw new SpeechException(Code.CLOSED, "the recogniser was closed; load a new one", closed);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void run(Consumer<SphinxEngine> work) {
        var engine = Optional.ofNullable(idle.poll()).orElseGet(maker);
        try {
            work.accept(engine);
            idle.add(engine);
        } catch (RuntimeException | Error broken) {
            if (!threads.isShutdown())
                LOG.atWarn().setCause(broken).log("A recogniser engine broke; the next utterance gets a new one");
        }
    }
}
