package dev.voiceops.call;

import static dev.voiceops.call.EndReason.CONNECTOR_LOST;
import static dev.voiceops.call.EndReason.INTERNAL_ERROR;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One call, one thread: takes events in the order in which they came, keeps the timers, and lets the world perform the
 * effects. {@link #post} may be called from any thread; everything else happens on the thread that runs the loop.
 *
 * <p>An adapter that throws has failed its turn; one that throws where there is no turn to fail ends the call with
 * {@link EndReason#INTERNAL_ERROR}, as does a fault of the conversation itself.
 */
public final class CallLoop implements Runnable {
    /** More events than this waiting means that nobody keeps up: the call is ended rather than served late. */
    public static final int MAILBOX = 2_048;

    private static final long NANOS_PER_MS = 1_000_000;

    private record Posted(Event event, long atMs) {}

    private final Conversation conversation;
    private final World world;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final BlockingQueue<Posted> mailbox = new LinkedBlockingQueue<>(MAILBOX);
    private final Queue<Event> consequences = new ArrayDeque<>();
    private final Alarms alarms = new Alarms();
    private boolean failing;
    private volatile boolean overflown;
    private volatile boolean closed;

    /**
     * The call's clock starts now.
     *
     * @param nanoTime a monotonic clock in nanoseconds, such as {@code System::nanoTime}
     */
    public CallLoop(Conversation conversation, World world, LongSupplier nanoTime) {
        this.conversation = conversation;
        this.world = world;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** Runs this call on a virtual thread of its own. */
    public Thread start(String name) {
        return Thread.ofVirtual().name(name).start(this);
    }

    /** Milliseconds on the call's clock. Any thread. */
    public long nowMs() {
        return (nanoTime.getAsLong() - startNanos) / NANOS_PER_MS;
    }

    /** Tells the call of an event; false if the call is over or can't keep up any more. Any thread; never blocks. */
    public boolean post(Event event) {
        if (closed) return false;
        boolean taken = mailbox.offer(new Posted(event, nowMs()));
        if (!taken) overflown = true;
        return taken;
    }

    /** Serves the call until it has ended. */
    @Override
    public void run() {
        try {
            while (conversation.endReason().isEmpty()) step(next());
        } catch (InterruptedException stopped) {
            step(new Event.HungUp(CONNECTOR_LOST));
        } catch (RuntimeException fault) {
            breakOff();
            throw fault;
        } finally {
            closed = true;
            mailbox.clear();
        }
    }

    private void step(Event event) {
        Playhead playhead = world.playhead(nowMs());
        List<Effect> effects = conversation.on(event, playhead);
        world.record(event, playhead, effects);
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Arm(var timer, var ms) -> alarms.arm(timer, playhead.nowMs() + ms);
                case Effect.Disarm(var timer) -> alarms.disarm(timer);
                case Effect deed -> perform(deed);
            }
        }
    }

    /** The next thing to happen: an event or an alarm, whichever was first. */
    private Event next() throws InterruptedException {
        while (true) {
            if (overflown) throw new IllegalStateException("the call's mailbox is full: " + MAILBOX + " events");
            if (!consequences.isEmpty()) return consequences.remove();
            Posted head = mailbox.peek();
            Optional<Timer> timer = alarms.ring(head == null ? nowMs() : head.atMs);
            if (timer.isPresent()) return new Event.Alarm(timer.get());
            long waitMs = alarms.nextDue() == Long.MAX_VALUE ? Long.MAX_VALUE : alarms.nextDue() - nowMs();
            Posted posted = mailbox.poll(Math.max(0, waitMs), TimeUnit.MILLISECONDS);
            if (posted != null) return posted.event;
        }
    }

    private void perform(Effect effect) {
        try {
            world.perform(effect);
        } catch (RuntimeException thrown) {
            consequences.add(consequence(
                    effect, new Failure("adapter_error:" + thrown.getClass().getSimpleName(), false)));
        }
    }

    private Event consequence(Effect effect, Failure failure) {
        return switch (effect) {
            case Effect.Ask ask -> new Event.ThoughtFailed(ask.turn(), ask.step(), failure);
            case Effect.Say say -> new Event.VoiceFailed(say.turn(), failure);
            case Effect.EndSpeech end -> new Event.VoiceFailed(end.turn(), failure);
            case Effect.Revoice again -> new Event.VoiceFailed(again.turn(), failure);
            case Effect.RunTool run ->
                new Event.ToolReturned(
                        run.turn(), run.call(), new ToolResult(ToolResult.Status.FAILED, failure.code()));
            case Effect.Transfer _ -> new Event.TransferFailed(failure);
            case Effect other -> fault(other);
        };
    }

    private Event fault(Effect effect) {
        if (failing)
            throw new IllegalStateException(
                    "the world fails again, at " + effect.getClass().getSimpleName());
        failing = true;
        return new Event.EndRequested(INTERNAL_ERROR);
    }

    /** Nothing can be trusted any more; the caller at least must not be left on a dead line. */
    private void breakOff() {
        try {
            world.perform(new Effect.HangUp(INTERNAL_ERROR));
        } finally {
            world.perform(new Effect.Ended(INTERNAL_ERROR, Outcome.FAILED));
        }
    }
}
