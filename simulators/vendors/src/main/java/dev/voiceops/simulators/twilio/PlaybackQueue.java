package dev.voiceops.simulators.twilio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's queue of audio towards the caller: what arrives is played in order at the speed of sound, a mark comes back
 * when the cursor has passed all audio queued before it (at once when nothing is queued), and a clear drops the audio and
 * returns all pending marks. Time is a count of samples at 8000 Hz since the stream began, told by the caller of each
 * method and never going back. One thread at a time.
 */
final class PlaybackQueue {
    /** Takes what is played, in order. */
    interface Ear {
        /** {@code length} mu-law bytes sound from sample {@code at} on; the array is only lent. */
        void sound(long at, byte[] mulaw, int from, int length);

        /** The cursor has passed this mark. */
        void mark(long at, String name);
    }

    /** Audio, or a mark; {@code played} counts bytes of the audio that have sounded. */
    private static final class Item {
        final byte @Nullable [] audio;
        final String mark;
        int played;

        Item(byte @Nullable [] audio, String mark) {
            this.audio = audio;
            this.mark = mark;
        }
    }

    private final Deque<Item> queue = new ArrayDeque<>();
    private final Ear ear;
    private long cursor;

    PlaybackQueue(Ear ear) {
        this.ear = ear;
    }

    /** Lets time pass up to sample {@code now}. */
    void play(long now) {
        while (!queue.isEmpty()) {
            var item = queue.getFirst();
            var audio = item.audio;
            if (audio == null) {
                queue.removeFirst();
                ear.mark(cursor, item.mark);
                continue;
            }
            int due = (int) Math.min(now - cursor, audio.length - item.played);
            if (due > 0) {
                ear.sound(cursor, audio, item.played, due);
                item.played += due;
                cursor += due;
            }
            if (item.played < audio.length) {
                return;
            }
            queue.removeFirst();
        }
        cursor = Math.max(cursor, now);
    }

    /** Audio arrives at {@code now}; the array is kept. */
    void media(long now, byte[] mulaw) {
        play(now);
        if (mulaw.length > 0) {
            queue.add(new Item(mulaw, ""));
        }
    }

    /** A mark arrives; it comes back through the ear, at once when nothing is queued. */
    void mark(long now, String name) {
        play(now);
        queue.add(new Item(null, name));
        if (queue.size() == 1) {
            play(now);
        }
    }

    /** @return the names of all marks that were pending, in order */
    List<String> clear(long now) {
        play(now);
        var marks = new ArrayList<String>();
        for (var item : queue) {
            if (item.audio == null) {
                marks.add(item.mark);
            }
        }
        queue.clear();
        return marks;
    }

    /** Samples still to be played. */
    long queued() {
        long samples = 0;
        for (var item : queue) {
            samples += item.audio == null ? 0 : item.audio.length - item.played;
        }
        return samples;
    }
}
