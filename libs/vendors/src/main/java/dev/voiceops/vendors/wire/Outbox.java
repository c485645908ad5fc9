package dev.voiceops.vendors.wire;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent on one socket. Audio is bounded: when the vendor takes it too slowly, the oldest goes first.
 * Audio pieces that wait together are sent together. Text is never dropped and keeps its place between them.
 * Thread-safe.
 */
final class Outbox {
    private final int maxAudio;
    private final int maxTogether;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>(); // byte[] or String
    private int audio; // bytes waiting

    /**
     * @param maxAudio bytes of audio that may wait
     * @param maxTogether bytes of audio in one message
     */
    Outbox(int maxAudio, int maxTogether) {
        this.maxAudio = maxAudio;
        this.maxTogether = maxTogether;
    }

    synchronized void add(String text) {
        waiting.add(text);
    }

    /** Returns how many bytes of older audio were thrown away for it. */
    synchronized int add(byte[] piece) {
        waiting.add(piece);
        audio += piece.length;
        int dropped = 0;
        for (var oldest = waiting.iterator(); audio > maxAudio && oldest.hasNext(); ) {
            if (!(oldest.next() instanceof byte[] old)) continue;
            oldest.remove();
            audio -= old.length;
            dropped += old.length;
        }
        return dropped;
    }

    /** The next message, a String or a byte[], or null when nothing waits. */
    synchronized @Nullable Object next() {
        var first = waiting.poll();
        if (!(first instanceof byte[] piece)) return first;
        audio -= piece.length;
        return waiting.peek() instanceof byte[] ? together(piece) : piece;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private byte[] together(byte[] first) {
        var all = first;
        while (waiting.peek() instanceof byte[] more && all.length + more.length <= maxTogether) {
            waiting.poll();
            audio -= more.length;
            int length = all.length;
            all = Arrays.copyOf(all, length + more.length);
            System.arraycopy(more, 0, all, length, more.length);
        }
        return all;
    }
}
