package dev.voiceops.audio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The stretch of a recording that may still change: whole seconds of two interleaved channels, silent where nothing
 * was put. One thread at a time.
 */
final class RecordingWindow {
    /** Samples a channel in a chunk: a second. */
    static final int CHUNK = Frames.SAMPLE_RATE;

    private static final int CHANNELS = 2;

    /** A whole chunk in which nobody made a sound; shared, so never to be written to. */
    static final byte[] SILENCE = silence();

    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private long start;

    /** Puts sound on a channel; what lies before the window is left out. Returns the samples left out. */
    int put(int channel, long at, byte[] mulaw, int offset, int length) {
        int late = Math.clamp(start - at, 0, length);
        makeRoom(at + length);
        long chunkStart = start;
        for (byte[] chunk : chunks) {
            int from = Math.clamp(chunkStart - at, late, length);
            int to = Math.clamp(chunkStart + CHUNK - at, late, length);
            int place = (int) (at + from - chunkStart);
            for (int i = from; i < to; i++, place++) chunk[place * CHANNELS + channel] = mulaw[offset + i];
            chunkStart += CHUNK;
        }
        return late;
    }

    /** Hands over all chunks that end by a position, silence included; they never change again. */
    void seal(long until, Consumer<byte[]> to) {
        while (start + CHUNK <= until) {
            to.accept(chunks.isEmpty() ? SILENCE : chunks.remove());
            start += CHUNK;
        }
    }

    /** Hands over all there is up to a position, the last chunk cut to length. */
    void sealAll(long until, Consumer<byte[]> to) {
        seal(until, to);
        if (until <= start) return;
        byte[] last = chunks.isEmpty() ? SILENCE : chunks.remove();
        to.accept(Arrays.copyOf(last, (int) (until - start) * CHANNELS));
    }

    private void makeRoom(long until) {
        while (start + (long) chunks.size() * CHUNK < until) chunks.add(silence());
    }

    private static byte[] silence() {
        var chunk = new byte[CHUNK * CHANNELS];
        Arrays.fill(chunk, Mulaw.SILENCE);
        return chunk;
    }
}
