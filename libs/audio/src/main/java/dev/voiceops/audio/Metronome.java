package dev.voiceops.audio;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ticks every mouth of the process once in 20 ms, from one platform thread, on an absolute schedule. The mouths are
 * spread over 20 slots of 1 ms. A slot that comes late is ticked once and not again for what it missed: a mouth knows
 * by the time given how much it owes. Registering is for any thread.
 */
public final class Metronome implements AutoCloseable {
    /** What wants to be ticked. Called on the metronome's thread, so it must never block. */
    @FunctionalInterface
    public interface Beat {
        /** Called once in 20 ms with the nano clock's time. */
        void tick(long nowNanos);
    }

    /** A place on the metronome. Closing it ends the ticks, but for one that may be under way. */
    public interface Seat extends AutoCloseable {
        @Override
        void close();
    }

    private static final int SLOTS = 20;
    private static final long SLOT_NANOS = Frames.FRAME_NANOS / SLOTS;
    private static final System.Logger LOG = System.getLogger(Metronome.class.getName());

    private final LongSupplier nanoClock;
    private final Slot[] slots;
    private final TickTimes times = new TickTimes();
    private volatile @Nullable Thread thread;
    private volatile boolean closed;
    private long failures;

    /** A metronome to be ticked by hand through {@link #beat}, for tests in virtual time; or see {@link #start}. */
    public Metronome(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        long now = nanoClock.getAsLong();
        this.slots = Stream.iterate(now, due -> due + SLOT_NANOS)
                .limit(SLOTS)
                .map(Slot::new)
                .toArray(Slot[]::new);
    }

    /** A metronome on its own thread and the machine's clock, {@link System#nanoTime}. */
    public static Metronome start() {
        var metronome = new Metronome(System::nanoTime);
        metronome.thread = Thread.ofPlatform().daemon().name("metronome").start(metronome::run);
        return metronome;
    }

    /** The clock of the ticks, which a mouth must share. */
    public LongSupplier nanoClock() {
        return nanoClock;
    }

    /** Gives a beat a seat in the emptiest slot; its first tick comes within 20 ms. With nobody seated the thread sleeps. */
    public synchronized Seat register(Beat beat) {
        var slot = Arrays.stream(slots)
                .min(Comparator.comparingInt(s -> s.beats.length))
                .orElseThrow();
        slot.add(beat);
        wake();
        return () -> leave(slot, beat);
    }

    private synchronized void leave(Slot slot, Beat beat) {
        slot.remove(beat);
    }

    /** Ticks all slots that are due, and returns the ns to wait for the next one; at most 20 ms. */
    public long beat() {
        long wait = Frames.FRAME_NANOS;
        for (var slot : slots) {
            long now = nanoClock.getAsLong();
            if (now - slot.due >= 0) {
                for (var beat : slot.beats) tick(beat, slot.due);
                slot.next(now);
            }
            if (slot.beats.length > 0) wait = Math.min(wait, slot.due - now);
        }
        return Math.max(0, wait);
    }

    private void tick(Beat beat, long due) {
        long before = nanoClock.getAsLong();
        times.late(before - due);
        try {
            beat.tick(before);
        } catch (RuntimeException e) {
            // The powers of two, so that a mouth that always fails does not fill the log.
            if (Long.bitCount(++failures) == 1) LOG.log(System.Logger.Level.ERROR, "a beat failed", e);
        }
        times.took(nanoClock.getAsLong() - before);
    }

    /** How punctual the ticks have been since the start. */
    public TickTimes.Summary lateness() {
        return times.summary();
    }

    private void run() {
        while (!closed) {
            if (isEmpty()) {
                LockSupport.park(this);
                skip();
            } else {
                LockSupport.parkNanos(this, beat());
            }
        }
    }

    private boolean isEmpty() {
        for (var slot : slots) if (slot.beats.length > 0) return false;
        return true;
    }

    /** Time has passed with nobody seated: nothing of it is owed, and nothing was late. */
    private void skip() {
        long now = nanoClock.getAsLong();
        for (var slot : slots) {
            if (now - slot.due >= 0) slot.next(now);
        }
    }

    private void wake() {
        var sleeper = thread;
        if (sleeper != null) LockSupport.unpark(sleeper);
    }

    /** Ends the thread; no tick comes afterwards but one that may be under way. */
    @Override
    public void close() {
        closed = true;
        wake();
    }

    private static final class Slot {
        private long due;
        private volatile Beat[] beats = {};

        Slot(long due) {
            this.due = due;
        }

        /** Its next time on the schedule after {@code now}. */
        void next(long now) {
            due += Math.floorDiv(now - due, Frames.FRAME_NANOS) * Frames.FRAME_NANOS + Frames.FRAME_NANOS;
        }

        void add(Beat beat) {
            var more = Arrays.copyOf(beats, beats.length + 1);
            more[beats.length] = beat;
            beats = more;
        }

        /** The very object that was registered leaves, not one that is equal to it. */
        @SuppressWarnings("ReferenceEquality")
        void remove(Beat beat) {
            beats = Arrays.stream(beats).filter(other -> other != beat).toArray(Beat[]::new);
        }
    }
}
