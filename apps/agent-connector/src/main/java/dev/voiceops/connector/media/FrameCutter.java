package dev.voiceops.connector.media;

import dev.voiceops.audio.Frames;
import java.util.Arrays;

/**
 * Cuts audio of any length into frames of 20 ms: 160 bytes is Twilio's habit, not its promise.
 *
 * <p>A piece that is one frame already goes through untouched. One thread.
 */
final class FrameCutter {
    static final int FRAME = Frames.FRAME_BYTES;
    private byte[] rest = {};

    /** Where the frames go. */
    interface Sink {
        void frame(byte[] mulaw, long streamMs);
    }

    /** @param streamMs where {@code audio} begins, in ms */
    void cut(byte[] audio, long streamMs, Sink sink) {
        if (rest.length == 0 && audio.length == FRAME) {
            sink.frame(audio, streamMs);
            return;
        }
        byte[] all = Arrays.copyOf(rest, rest.length + audio.length);
        System.arraycopy(audio, 0, all, rest.length, audio.length);
        long begin = streamMs - rest.length / Frames.SAMPLES_PER_MS;
        int at = 0;
        for (; at + FRAME <= all.length; at += FRAME) {
            sink.frame(Arrays.copyOfRange(all, at, at + FRAME), Math.max(0, begin + at / Frames.SAMPLES_PER_MS));
        }
        rest = Arrays.copyOfRange(all, at, all.length);
    }
}
