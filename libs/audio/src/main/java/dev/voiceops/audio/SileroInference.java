package dev.voiceops.audio;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The few platform threads on which the model runs for all calls, one window of each waiting call in a batch. A batch
 * of 8 costs a quarter as much a window as 8 runs, so with many calls a thread waits a moment for company.
 * A call stands in the queue at most once, which keeps its windows in order.
 */
final class SileroInference implements AutoCloseable {
    static final int LARGEST_BATCH = 32;
    private static final int ENOUGH = 16;
    private static final int MANY_CALLS = 4;
    private static final long GATHERING_NANOS = 10_000_000;
    private static final System.Logger LOG = System.getLogger(SileroInference.class.getName());

    private final VoiceModel model;
    private final BlockingQueue<SileroVoiceActivity> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    SileroInference(VoiceModel model, int threads) {
        this.model = model;
        for (int i = 0; i < threads; i++) {
            this.threads.add(
                    Thread.ofPlatform().daemon().name("voice-activity-", i).start(this::work));
        }
    }

    VoiceActivity open(Consumer<VoiceEdge> listener) {
        calls.incrementAndGet();
        return new SileroVoiceActivity(this, listener);
    }

    void left() {
        calls.decrementAndGet();
    }

    void queue(SileroVoiceActivity call) {
        waiting.add(call);
    }

    private void work() {
        var batch = new Batch();
        batch.compute(1); // the first run takes ten times as long, and no caller shall wait for it
        while (!closed) {
            try {
                batch.fill();
                batch.run();
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    /** Stops the threads, then lets go of the model. Windows that wait are dropped. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        try {
            for (var thread : threads) thread.join();
            model.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OrtException e) {
            LOG.log(System.Logger.Level.WARNING, "the voice activity model did not close", e);
        }
    }

    /** What one thread fills and runs, over and over; a test does it by hand. */
    final class Batch {
        private final FloatBuffer input = direct(LARGEST_BATCH * VoiceModel.INPUT);
        private final FloatBuffer states = direct(LARGEST_BATCH * VoiceModel.STATE);
        private final float[] probability = new float[LARGEST_BATCH];
        private final long[] windows = new long[LARGEST_BATCH];
        private final List<SileroVoiceActivity> members = new ArrayList<>(LARGEST_BATCH);
        private boolean failedBefore;

        void fill() throws InterruptedException {
            members.clear();
            members.add(waiting.take());
            if (calls.get() > MANY_CALLS && waiting.size() < ENOUGH) LockSupport.parkNanos(GATHERING_NANOS);
            waiting.drainTo(members, LARGEST_BATCH - 1);
            int size = members.size();
            for (int i = 0; i < size; i++) windows[i] = members.get(i).load(input, states, i, size);
        }

        void run() {
            int size = members.size();
            boolean done = compute(size);
            for (int i = 0; i < size; i++) {
                var call = members.get(i);
                if (done) tell(call, i, size);
                else call.lost();
                if (call.waits()) queue(call);
            }
        }

        private boolean compute(int size) {
            try {
                model.run(size, input, states, probability);
                return true;
            } catch (OrtException | RuntimeException e) {
                if (!failedBefore) LOG.log(System.Logger.Level.ERROR, "voice activity inference failed", e);
                failedBefore = true;
                return false;
            }
        }

        private void tell(SileroVoiceActivity call, int place, int size) {
            try {
                call.heard(windows[place], probability[place], states, place, size);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a voice activity listener failed", e);
            }
        }

        private static FloatBuffer direct(int floats) {
            return ByteBuffer.allocateDirect(floats * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }
}
