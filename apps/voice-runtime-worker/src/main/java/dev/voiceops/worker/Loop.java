package dev.voiceops.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that runs for as long as the worker lives: when it is woken, and every {@code period} in any case. A run that returns true
 * is followed by the next at once. What a run throws is logged and does not end the loop.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration period;
    private final BooleanSupplier job;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;
    private volatile boolean open = true;

    /** Starts at once. */
    public Loop(String name, Duration period, BooleanSupplier job) {
        this.name = name;
        this.period = period;
        this.job = job;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** There may be something to do: run soon. Any thread; never blocks. */
    public void wake() {
        bell.release();
    }

    /** Ends the loop; waits for the run under way. */
    @Override
    public void close() {
        open = false;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(10))) thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (open) {
                if (!once()) rest();
            }
        } catch (InterruptedException e) {
            LOG.debug("Loop {} was interrupted", name);
        }
    }

    private boolean once() {
        try {
            return job.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.error("Job {} failed; it runs again in {} ms", name, period.toMillis(), e);
            return false;
        }
    }

    private void rest() throws InterruptedException {
        if (bell.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) bell.drainPermits();
    }
}
