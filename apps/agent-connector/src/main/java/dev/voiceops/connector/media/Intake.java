package dev.voiceops.connector.media;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the caller's side of one stream brings: checks the pace of the audio, cuts it into frames, and keeps the
 * last two seconds while the stream waits for its call, so that a first "hello?" is not lost. One thread.
 */
final class Intake {
    private static final int MOST_KEPT = 100;
    private final MediaLimits limits;
    private final MediaCounts counts;
    private final FrameCutter cutter = new FrameCutter();
    private final Deque<Consumer<VoiceListener>> kept = new ArrayDeque<>();
    private final long startedNanos;
    private @Nullable VoiceListener listener;
    private long receivedBytes;
    private long lastNanos;

    Intake(MediaLimits limits, MediaCounts counts, long nowNanos) {
        this.limits = limits;
        this.counts = counts;
        startedNanos = nowNanos;
        lastNanos = nowNanos;
    }

    /** A piece of audio at {@code streamMs}; dropped and counted when it runs far ahead of real time. */
    void audio(byte[] mulaw, long streamMs, long nowNanos) {
        lastNanos = nowNanos;
        long allowedMs = (nowNanos - startedNanos) / 1_000_000 + limits.maxAheadMs();
        if ((receivedBytes + mulaw.length) / 8 > allowedMs || streamMs > allowedMs) {
            counts.count("media_ahead_of_time");
            return;
        }
        receivedBytes += mulaw.length;
        cutter.cut(mulaw, streamMs, this::frame);
    }

    private void frame(byte[] mulaw, long streamMs) {
        if (listener != null) {
            listener.heard(mulaw, streamMs);
        } else {
            tell(call -> call.heard(mulaw, streamMs));
        }
    }

    /** Tells the call, now or as soon as there is one. */
    void tell(Consumer<VoiceListener> news) {
        if (listener != null) {
            news.accept(listener);
            return;
        }
        if (kept.size() == MOST_KEPT) {
            kept.removeFirst();
        }
        kept.addLast(news);
    }

    /** From now on everything goes to {@code call}, what was kept first. */
    void pour(VoiceListener call) {
        listener = call;
        kept.forEach(news -> news.accept(call));
        kept.clear();
    }

    boolean silent(long nowNanos) {
        return nowNanos - lastNanos > limits.silentAfterMs() * 1_000_000;
    }
}
