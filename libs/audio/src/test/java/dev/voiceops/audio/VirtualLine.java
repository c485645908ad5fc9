package dev.voiceops.audio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A mouth on a metronome in virtual time, and Twilio's end of the line as documented: audio is queued and played in
 * real time, a mark comes back when all before it has played, and {@code clear} empties the queue and returns all
 * pending marks at once.
 */
final class VirtualLine implements FrameSink {
    private record Pending(String name, long at) {}

    final List<MouthEvent> events = new ArrayList<>();
    final List<String> marksSent = new ArrayList<>();
    final List<String> marksBack = new ArrayList<>();
    final Metronome metronome = new Metronome(() -> now());
    final PacedMouth mouth = new PacedMouth(this, () -> now(), events::add);
    boolean losesMarks;
    int clears;
    long mostAheadMillis;
    long thrownAwayMillis;
    private long nanos = 5_000_000_000L;
    private final long origin = nanos;
    private long dryAt = nanos;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private byte[] played = new byte[0];

    VirtualLine() {
        metronome.register(mouth);
    }

    long now() {
        return nanos;
    }

    long millis() {
        return (nanos - origin) / 1_000_000;
    }

    /** Lets time pass in steps of 1 ms. */
    void run(long millis) {
        for (long i = 0; i < millis; i++) {
            nanos += 1_000_000;
            metronome.beat();
            answerMarks();
        }
    }

    /** Lets time pass with the metronome's thread stopped, as a long pause of the machine does. */
    void freeze(long millis) {
        nanos += millis * 1_000_000;
    }

    @Override
    public void media(byte[] frame) {
        long start = Math.max(dryAt, nanos);
        int at = (int) Frames.samplesOfNanos(start - origin);
        int end = at + frame.length;
        int before = played.length;
        if (end > before) {
            played = Arrays.copyOf(played, end);
            Arrays.fill(played, before, end, Mulaw.SILENCE);
        }
        System.arraycopy(frame, 0, played, at, frame.length);
        dryAt = start + Frames.FRAME_NANOS;
        mostAheadMillis = Math.max(mostAheadMillis, (dryAt - nanos) / 1_000_000);
    }

    @Override
    public void mark(String name) {
        marksSent.add(name);
        pending.add(new Pending(name, Math.max(dryAt, nanos)));
    }

    @Override
    public void clear() {
        clears++;
        thrownAwayMillis = Math.max(0, dryAt - nanos) / 1_000_000;
        int end = Math.min(played.length, (int) Frames.samplesOfNanos(nanos - origin));
        played = Arrays.copyOf(played, end);
        dryAt = Math.min(dryAt, nanos);
        while (!pending.isEmpty()) answer(pending.remove().name());
    }

    /** What the caller heard since the start, samples at 8000 Hz. */
    short[] heard() {
        return Mulaw.decode(played);
    }

    private void answerMarks() {
        while (!pending.isEmpty() && pending.peek().at() <= nanos)
            answer(pending.remove().name());
    }

    private void answer(String name) {
        marksBack.add(name);
        if (!losesMarks) mouth.onMark(name);
    }
}
