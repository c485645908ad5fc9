package dev.voiceops.audio;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Records both sides of a call on the call's clock: the caller where the media timestamps say, the agent when what the
 * mouth sent is played, silence everywhere else. The zero of the clock is set by the caller's first second, from the
 * frames that took least time to arrive. Any thread; no method blocks.
 */
public final class CallRecorder {
    private static final int CALLER = 0;
    private static final int AGENT = 1;

    /** Sound may come this long after later sound of the caller, and the caller's stream may stall for so long. */
    private static final long PATIENCE = Frames.samplesOfMillis(1_000);

    private static final long LONGEST_STALL = Frames.samplesOfMillis(10_000);
    private static final long FARTHEST_AHEAD = Frames.samplesOfMillis(5_000);
    private static final int CALIBRATING_FRAMES = 50;

    private final RecordingWindow window = new RecordingWindow();
    private final RecordingWriter writer;
    private final LongSupplier nanoClock;
    private final byte[] silence = new byte[Frames.FRAME_BYTES];
    private long zero;
    private int callerFrames;
    private long callerEnd;
    private long agentEnd;
    private long stray;
    private boolean closed;

    /**
     * Begins a recording.
     *
     * @param file gets the WAV file in chunks of a second, and is closed at the end
     * @param writer runs the writing, which may block; one task at a time for this call
     * @param nanoClock the clock of the mouth
     */
    public CallRecorder(OutputStream file, Executor writer, LongSupplier nanoClock) {
        this.writer = new RecordingWriter(file, writer);
        this.nanoClock = nanoClock;
        this.zero = nanoClock.getAsLong();
        Arrays.fill(silence, Mulaw.SILENCE);
    }

    /** Sound of the caller, any length, with the ms from the stream's start at which it begins (Twilio's timestamp). */
    public synchronized void caller(byte[] mulaw, int offset, int length, long timestampMillis) {
        if (closed) return;
        long now = nanoClock.getAsLong();
        long latest = Frames.millisOfSamples(position(now) + FARTHEST_AHEAD - length);
        if (timestampMillis < 0 || timestampMillis > latest) {
            stray += length;
            return;
        }
        long at = Frames.samplesOfMillis(timestampMillis);
        callerEnd = Math.max(callerEnd, at + length);
        calibrate(now - (at + length) * Frames.SAMPLE_NANOS);
        seal(now);
        stray += window.put(CALLER, at, mulaw, offset, length);
    }

    /** The way to the far end through this recorder: it records what is sent, and cuts what is cleared. */
    public FrameSink recording(FrameSink line) {
        return new FrameSink() {
            @Override
            public void media(byte[] frame) {
                agent(frame);
                line.media(frame);
            }

            @Override
            public void mark(String name) {
                line.mark(name);
            }

            @Override
            public void clear() {
                cut();
                line.clear();
            }
        };
    }

    /**
     * Ends the recording with the last sound that was heard on either side.
     *
     * @return completes when the file is written and closed, or exceptionally when it could not be
     */
    public synchronized CompletableFuture<Recording> close() {
        if (!closed) {
            cut();
            window.sealAll(Math.max(callerEnd, agentEnd), writer::write);
        }
        closed = true;
        return writer.end(stray);
    }

    private synchronized void agent(byte[] frame) {
        if (closed) return;
        long now = nanoClock.getAsLong();
        long at = Math.max(agentEnd, position(now));
        agentEnd = at + frame.length;
        seal(now);
        window.put(AGENT, at, frame, 0, frame.length);
    }

    private synchronized void cut() {
        if (closed) return;
        long from = position(nanoClock.getAsLong());
        for (long at = from; at < agentEnd; at += silence.length) {
            window.put(AGENT, at, silence, 0, (int) Math.min(silence.length, agentEnd - at));
        }
        agentEnd = Math.min(agentEnd, from);
    }

    /** The frame that arrived soonest after its time tells best when the stream began. */
    private void calibrate(long began) {
        if (callerFrames == 0) zero = began;
        else if (callerFrames < CALIBRATING_FRAMES) zero = Math.min(zero, began);
        callerFrames++;
    }

    private void seal(long now) {
        long clock = position(now);
        window.seal(Math.max(Math.min(callerEnd, clock) - PATIENCE, clock - LONGEST_STALL), writer::write);
    }

    private long position(long now) {
        return Math.max(0, Frames.samplesOfNanos(now - zero));
    }
}
