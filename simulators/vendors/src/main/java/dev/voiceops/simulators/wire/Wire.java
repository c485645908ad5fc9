package dev.voiceops.simulators.wire;

import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.FaultScripts.After;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one connection, with whatever faults have befallen it. Used on the connection's event loop only;
 * {@link #run} leads there.
 */
public final class Wire implements Consumer<Deed> {
    private final Outlet outlet;
    private final After after;
    private final BiConsumer<Wire, String> complaint;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final Set<String> quirks = new HashSet<>();
    private @Nullable Message overtaken;
    private boolean stalled;
    private boolean silenced;
    private boolean garbleNext;
    private boolean reorderNext;
    private boolean ended;
    private int copies = 1;
    private double factor = 1;
    private long delayMs;

    /** @param complaint sends the vendor's own error in mid-stream, given a code or "" for the usual one */
    public Wire(Outlet outlet, After after, BiConsumer<Wire, String> complaint) {
        this.outlet = outlet;
        this.after = after;
        this.complaint = complaint;
    }

    public void send(String text) {
        send(new Message.Text(text));
    }

    public void send(byte[] bytes) {
        send(new Message.Binary(bytes));
    }

    private void send(Message message) {
        if (ended) {
            return;
        }
        var sent = garbleNext ? message.garbled() : message;
        garbleNext = false;
        if (reorderNext && overtaken == null) {
            overtaken = sent;
            return;
        }
        for (int copy = 0; copy < copies; copy++) {
            pass(() -> outlet.send(sent));
        }
        copies = 1;
        letOvertakenFollow();
    }

    /** Ends the connection in order, after all that was sent. */
    public void close(int code, String reason) {
        if (!ended) {
            letOvertakenFollow();
            ended = true;
            pass(() -> outlet.close(code, reason));
        }
    }

    /** Runs a task on this connection's thread; from any thread. */
    public void run(Runnable task) {
        after.in(0, task);
    }

    /** Runs a task after a pause of the vendor's own, which is longer when the vendor is slow. */
    public void pause(long ms, Runnable task) {
        after.in(Math.round(ms * factor), task);
    }

    /** Whether a script has given this connection that {@link Deed.Quirk}. */
    public boolean quirk(String name) {
        return quirks.contains(name);
    }

    public boolean ended() {
        return ended;
    }

    @Override
    public void accept(Deed deed) {
        switch (deed) {
            case Deed.Refuse _, Deed.Http _, Deed.Drop _ -> reset();
            case Deed.Stall(long ms) -> stall(ms);
            case Deed.HalfOpen _ -> outlet.deafen();
            case Deed.NotReading(long ms) -> {
                outlet.reading(false);
                if (ms > 0) {
                    after.in(ms, () -> outlet.reading(true));
                }
            }
            case Deed.Close(int code, String reason) -> close(code, reason);
            case Deed.Garbage _ -> garbleNext = true;
            case Deed.Slow(double times, long ms) -> {
                factor = times;
                delayMs = ms;
            }
            case Deed.Duplicate(int wanted) -> copies = wanted;
            case Deed.Reorder _ -> reorderNext = true;
            case Deed.Complain(String code) -> complaint.accept(this, code);
            case Deed.Quirk(String name) -> quirks.add(name);
            case Deed.LateMark _, Deed.LostMark _, Deed.Digits _ -> {}
        }
    }

    private void reset() {
        ended = true;
        outlet.reset();
    }

    private void stall(long ms) {
        stalled = true;
        silenced = ms == 0;
        if (ms > 0) {
            after.in(ms, this::flow);
        }
    }

    private void flow() {
        stalled = false;
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
    }

    private void letOvertakenFollow() {
        var late = overtaken;
        if (late != null) {
            overtaken = null;
            reorderNext = false;
            pass(() -> outlet.send(late));
        }
    }

    private void pass(Runnable write) {
        if (delayMs > 0) {
            after.in(delayMs, () -> hold(write));
        } else {
            hold(write);
        }
    }

    private void hold(Runnable write) {
        if (!stalled) {
            write.run();
        } else if (!silenced) {
            held.add(write);
        }
    }
}
