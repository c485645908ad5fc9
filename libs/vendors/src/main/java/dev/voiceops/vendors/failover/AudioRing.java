package dev.voiceops.vendors.failover;

import java.util.ArrayList;
import java.util.List;

/**
 * The last seconds of a caller's audio, one byte a sample, by position since the call's first sample. Not
 * thread-safe.
 */
final class AudioRing {
    private static final int PIECE = 1600; // 200 ms, what recognisers like to get

    private final byte[] ring;
    private long end;

    AudioRing(int capacity) {
        ring = new byte[capacity];
    }

    void add(byte[] audio) {
        int skip = Math.max(0, audio.length - ring.length);
        for (int from = skip; from < audio.length; ) {
            int at = (int) ((end + from) % ring.length);
            int length = Math.min(audio.length - from, ring.length - at);
            System.arraycopy(audio, from, ring, at, length);
            from += length;
        }
        end += audio.length;
    }

    /** The oldest position still held. */
    long start() {
        return Math.max(0, end - ring.length);
    }

    /** One past the newest position. */
    long end() {
        return end;
    }

    /** The audio from this position (not before {@link #start}) to the end, in pieces. */
    List<byte[]> from(long position) {
        var pieces = new ArrayList<byte[]>();
        for (long at = position; at < end; at += PIECE) {
            var piece = new byte[(int) Math.min(PIECE, end - at)];
            for (int i = 0; i < piece.length; i++) piece[i] = ring[(int) ((at + i) % ring.length)];
            pieces.add(piece);
        }
        return pieces;
    }
}
