package dev.voiceops.simulators.twilio;

import dev.voiceops.audio.Frames;
import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Exposure;
import dev.voiceops.simulators.faults.FaultScripts.After;
import dev.voiceops.simulators.wire.SocketListener;
import dev.voiceops.simulators.wire.Wire;
import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One media stream on its web socket: a frame every 20 ms on an absolute schedule, what the product sends handed to the
 * caller's handset at the sample it arrives. Lives on the socket's event loop; {@link #stop} may come from anywhere.
 */
final class MediaStream implements SocketListener, Handset.Line {
    private static final long FRAME_NS = Frames.FRAME_NANOS;
    private final StreamMessages messages;
    private final String streamSid;
    private final Wire wire;
    private final After after;
    private final Consumer<Signal> signals;
    private final CallFeed feed;
    private final long placedNanos;
    private final long beganNanos = System.nanoTime();
    private final Set<String> warned = new HashSet<>();
    private @Nullable Handset handset;
    private @Nullable Exposure exposure;
    private long frames;
    private int utterances;
    private long markDelayMs;
    private int marksToLose;
    private boolean hungUp;
    private boolean over;

    /** @param placedNanos when the call was placed: what progress counts from */
    MediaStream(
            String streamSid,
            StreamMessages messages,
            Wire wire,
            After after,
            Consumer<Signal> signals,
            CallFeed feed,
            long placedNanos) {
        this.streamSid = streamSid;
        this.messages = messages;
        this.wire = wire;
        this.after = after;
        this.signals = signals;
        this.feed = feed;
        this.placedNanos = placedNanos;
    }

    /** Sends connected and start, and goes on with media. */
    void begin(Handset caller, Exposure faults, Map<String, String> parameters) {
        handset = caller;
        exposure = faults;
        faults.live(this::suffer);
        wire.send(StreamMessages.connected());
        wire.send(messages.start(parameters));
        signals.accept(new Signal.StreamUp(streamSid));
        waitForNext();
    }

    private void waitForNext() {
        long due = beganNanos + (frames + 1) * FRAME_NS - System.nanoTime();
        after.in(Math.max(0, Math.ceilDiv(due, 1_000_000L)), this::tick);
    }

    private void tick() {
        var caller = handset;
        while (!over && caller != null && System.nanoTime() - beganNanos >= (frames + 1) * FRAME_NS) {
            var payload = caller.frame(frames);
            wire.send(messages.media(frames, payload));
            frames++;
        }
        if (!over) {
            waitForNext();
        }
    }

    private long sample() {
        return Frames.samplesOfNanos(System.nanoTime() - beganNanos);
    }

    @Override
    public void text(String text) {
        var caller = handset;
        if (over || caller == null) {
            return;
        }
        switch (ServerMessage.read(text, streamSid)) {
            case ServerMessage.Media(byte[] mulaw) -> caller.media(sample(), mulaw);
            case ServerMessage.Mark(String name) -> caller.mark(sample(), name);
            case ServerMessage.Clear _ -> caller.clear(sample());
            case ServerMessage.Wrong(int code, String why) -> warn(code, why);
        }
    }

    @Override
    public void binary(ByteBuf bytes) {
        warn(31950, "binary message");
    }

    private void warn(int code, String why) {
        if (warned.add(code + why)) {
            report(now(), Progress.WARNING, "code", code, "message", why);
        }
    }

    private void suffer(Deed deed) {
        switch (deed) {
            case Deed.LateMark(long ms) -> markDelayMs = ms;
            case Deed.LostMark _ -> marksToLose++;
            case Deed.Digits(String keys) -> {
                if (handset != null) {
                    handset.press(keys);
                }
            }
            case Deed other -> wire.accept(other);
        }
    }

    /** Ends the stream from Twilio's side: stop, then close. */
    void stop() {
        wire.run(() -> {
            if (!over) {
                end();
                wire.send(messages.stop());
                wire.close(1000, "");
            }
        });
    }

    @Override
    public void closed(int code, String reason) {
        end();
        signals.accept(new Signal.StreamOver(streamSid, code));
    }

    private void end() {
        if (!over) {
            over = true;
            if (handset != null) {
                handset.end(sample());
            }
            if (exposure != null) {
                exposure.close();
            }
        }
    }

    @Override
    public void mark(String name) {
        if (marksToLose > 0) {
            marksToLose--;
        } else if (markDelayMs > 0) {
            after.in(markDelayMs, () -> wire.send(messages.mark(name)));
        } else {
            wire.send(messages.mark(name));
        }
    }

    @Override
    public void key(char digit) {
        wire.send(messages.digit(digit));
    }

    @Override
    public void hangUp(String reason) {
        if (!hungUp) {
            hungUp = true;
            signals.accept(new Signal.HungUp(reason));
        }
    }

    private long now() {
        return sample() / Frames.SAMPLES_PER_MS;
    }

    @Override
    public void report(long atMs, String event, Object... namesAndValues) {
        long offset = (beganNanos - placedNanos) / 1_000_000;
        feed.add(Progress.of(atMs + offset, event, namesAndValues));
        if (event.equals(Progress.AGENT_STARTED) && exposure != null) {
            exposure.turn(++utterances);
        }
    }
}
