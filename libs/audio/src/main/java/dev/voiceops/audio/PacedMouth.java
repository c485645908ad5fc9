package dev.voiceops.audio;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent's mouth in one call: takes a turn's speech from the voice as fast as it comes, and sends it to the far end
 * in 20 ms frames, at most 200 ms ahead of real time, so that little is lost when the turn is stopped. It knows at any
 * time what the caller has heard: what was sent, less what is still ahead by the clock; marks that come back only
 * raise that.
 *
 * <p>Any thread may call any method. The metronome never waits for another thread here: a tick that finds the mouth
 * busy is skipped, and the lead covers it. Sink and listener are called one at a time and must return at once.
 */
public final class PacedMouth implements Metronome.Beat {
    /** The most that is sent ahead of real time, in ms: ten frames. */
    public static final int LEAD_MILLIS = 200;

    /** How long after the last sample the last mark is waited for, in ms; then the clock decides. */
    public static final int MARK_GRACE_MILLIS = 1_500;

    private static final long LEAD_NANOS = LEAD_MILLIS * 1_000_000L;
    private static final long MARK_GRACE_NANOS = MARK_GRACE_MILLIS * 1_000_000L;
    private static final int FRAMES_A_MARK = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final FrameSink sink;
    private final LongSupplier nanoClock;
    private final Consumer<MouthEvent> listener;
    private final byte[] frame = new byte[Frames.FRAME_BYTES];
    private final PlayCursor cursor;
    private final Ducking ducking = new Ducking();
    private final MouthCounts.Tally tally = new MouthCounts.Tally();

    private @Nullable Speech speech;
    private int turn;
    private int epoch = 1;
    private long framesOfTurn;
    private long sent;
    private long heardAtLeast;
    private long marked;
    private volatile Progress progress;

    /** What is needed to tell the playhead at any later time. */
    private record Progress(int epoch, int turn, long sent, long heardAtLeast, long dryAt) {
        Playhead at(long now) {
            long ahead = Math.ceilDiv(Math.max(0, dryAt - now), Frames.SAMPLE_NANOS);
            return new Playhead(epoch, turn, Math.clamp(sent - ahead, heardAtLeast, sent), sent);
        }
    }

    /**
     * A silent mouth, to be seated on a metronome with the same clock.
     *
     * @param listener told of each turn's first and last audio, on whichever thread it happens
     */
    public PacedMouth(FrameSink sink, LongSupplier nanoClock, Consumer<MouthEvent> listener) {
        this.sink = sink;
        this.nanoClock = nanoClock;
        this.listener = listener;
        this.cursor = new PlayCursor(nanoClock.getAsLong());
        this.progress = new Progress(epoch, 0, 0, 0, cursor.dryAt());
    }

    /**
     * The next speech is that of this turn. A turn that is not over is stopped first; the same turn begun again starts
     * over at sample 0.
     *
     * @throws IllegalArgumentException if the turn is older than the one begun last, or not above 0
     */
    public void begin(int turn) {
        locked(() -> {
            if (turn < Math.max(1, this.turn)) {
                throw new IllegalArgumentException("turn " + turn + " comes after turn " + this.turn);
            }
            if (speech != null || turn == this.turn) cut(nanoClock.getAsLong());
            this.turn = turn;
            speech = new Speech(turn);
            framesOfTurn = 0;
            sent = 0;
            heardAtLeast = 0;
            marked = 0;
            publish();
        });
    }

    /** See {@link #append(int, byte[], int, int)}. */
    public void append(int turn, byte[] mulaw) {
        append(turn, mulaw, 0, mulaw.length);
    }

    /**
     * More speech of a turn, mu-law at 8000 Hz, any length; copied. Speech of a turn that is over is dropped and counted.
     *
     * @throws SpeechTooLong if more than 120 s would wait to be sent
     */
    public void append(int turn, byte[] mulaw, int offset, int length) {
        locked(() -> {
            var speaking = speech;
            if (speaking == null || speaking.turn != turn || speaking.ended()) {
                tally.staleBytes += length;
                return;
            }
            speaking.append(mulaw, offset, length);
            pump(nanoClock.getAsLong());
        });
    }

    /** No more speech of this turn will come; {@link MouthEvent.PlayoutEnded} follows when all of it was played. */
    public void endOfSpeech(int turn) {
        locked(() -> {
            var speaking = speech;
            if (speaking == null || speaking.turn != turn) return;
            speaking.end();
            pump(nanoClock.getAsLong());
        });
    }

    /**
     * Falls silent at once: drops what waits, clears what was sent, and begins a new epoch. Does nothing if the turn is
     * over or another one speaks.
     *
     * @return where the turn was cut, or where the playhead is if nothing was
     */
    public Playhead stop(int turn) {
        locked(() -> {
            if (speech != null && speech.turn == turn) cut(nanoClock.getAsLong());
        });
        return playhead();
    }

    /** Lowers the voice by 12 dB or brings it back, in three frames, from the next frame sent on. */
    public void duck(boolean down) {
        ducking.set(down);
    }

    /** A mark has come back from the far end. Marks of an earlier epoch or turn, and of others, mean nothing. */
    public void onMark(String name) {
        var mark = Mark.parse(name).orElse(null);
        if (mark == null) return;
        locked(() -> {
            var speaking = speech;
            if (speaking == null || mark.epoch() != epoch || mark.turn() != turn) return;
            heardAtLeast = Math.max(heardAtLeast, Math.min(mark.samples(), sent));
            publish();
            if (speaking.spent() && heardAtLeast == sent) over(true);
        });
    }

    /** How much of which turn the caller has heard by now. Takes no lock. */
    public Playhead playhead() {
        return progress.at(nanoClock.getAsLong());
    }

    /** What was counted since the call began. */
    public MouthCounts counts() {
        lock.lock();
        try {
            return tally.counts();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is due by now; called by the metronome. */
    @Override
    public void tick(long nowNanos) {
        if (lock.tryLock()) {
            try {
                pump(nowNanos);
            } finally {
                lock.unlock();
            }
        } else {
            tally.skippedTicks.increment();
        }
    }

    private void pump(long now) {
        var speaking = speech;
        if (speaking == null) return;
        while (cursor.aheadNanos(now) + Frames.FRAME_NANOS <= LEAD_NANOS && speaking.next(frame)) send(speaking, now);
        if (!speaking.spent()) return;
        if (framesOfTurn == 0) {
            sent = speaking.position();
            heardAtLeast = sent;
        }
        if (heardAtLeast < sent && marked < sent) mark();
        if (heardAtLeast == sent) over(true);
        else if (now - cursor.dryAt() >= MARK_GRACE_NANOS) over(false);
    }

    private void send(Speech speaking, long now) {
        countUnderrun(now);
        // The last frame is filled up with silence, which is no part of sent: what was heard must not fall for that.
        heardAtLeast = progress.at(now).heard();
        ducking.apply(frame);
        sink.media(frame);
        cursor.add(frame.length, now);
        sent = speaking.position();
        tally.frames++;
        framesOfTurn++;
        publish();
        if (framesOfTurn == 1) started(speaking, now);
        if (framesOfTurn % FRAMES_A_MARK == 0) mark();
    }

    /** A hole is one only when sound follows it in the same turn. */
    private void countUnderrun(long now) {
        long dry = cursor.dryNanos(now);
        if (framesOfTurn == 0 || dry == 0) return;
        tally.underruns++;
        tally.underrunNanos += dry;
    }

    private void started(Speech speaking, long now) {
        tally.trimmedSamples += speaking.trimmedSamples();
        listener.accept(new MouthEvent.AudioStarted(turn, now, Frames.millisOfSamples(speaking.trimmedSamples())));
    }

    private void mark() {
        marked = sent;
        sink.mark(new Mark(epoch, turn, sent).name());
    }

    private void over(boolean confirmed) {
        if (speech == null) return;
        speech = null;
        heardAtLeast = sent;
        publish();
        if (!confirmed) tally.lostMarks++;
        listener.accept(new MouthEvent.PlayoutEnded(turn, sent, confirmed));
    }

    /** The epoch changes before the far end is told, so that the marks it returns are already stale. */
    private void cut(long now) {
        long heard = progress.at(now).heard();
        speech = null;
        epoch++;
        cursor.clear(now);
        sent = heard;
        heardAtLeast = heard;
        publish();
        sink.clear();
    }

    private void publish() {
        progress = new Progress(epoch, turn, sent, heardAtLeast, cursor.dryAt());
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
