package dev.voiceops.simulators.rime;

import dev.voiceops.simulators.speech.SpeechException;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.Wire;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks one text at a time into a socket: the voice works on a thread of its own, the chunks leave at their pace on the
 * socket's event loop, on which all methods are called.
 */
final class Speaker {
    private final Synthesis synthesis;
    private final SpeechStyle style;
    private final boolean timesWords;
    private final Wire wire;
    private final Executor threads;
    private final Deque<String> messages = new ArrayDeque<>();
    private final AtomicInteger epoch = new AtomicInteger();
    private boolean complete;
    private boolean flowing;
    private Runnable finished = () -> {};

    Speaker(Synthesis synthesis, SpeechStyle style, boolean timesWords, Wire wire, Executor threads) {
        this.synthesis = synthesis;
        this.style = style;
        this.timesWords = timesWords;
        this.wire = wire;
        this.threads = threads;
    }

    /** @param finished runs on the event loop when all chunks have been sent, never after {@link #clear} */
    void speak(String text, @Nullable String contextId, Runnable finished) {
        this.finished = finished;
        complete = text.isBlank();
        if (complete) {
            finished.run();
            return;
        }
        int mine = epoch.get();
        threads.execute(() -> {
            try {
                synthesis.speak(text, clause -> {
                    wire.run(() -> add(mine, clause, contextId));
                    return epoch.get() == mine;
                });
                wire.run(() -> completed(mine));
            } catch (SpeechException broken) {
                wire.run(() -> broke(mine));
            }
        });
    }

    private void broke(int mine) {
        if (mine == epoch.get()) {
            wire.close(1011, "500: synthesis failed");
        }
    }

    private void add(int mine, Clause clause, @Nullable String contextId) {
        if (mine != epoch.get()) {
            return;
        }
        int size = style.chunkMs() * 8;
        var audio = clause.mulaw();
        for (int from = 0; from < audio.length; from += size) {
            var chunk = Arrays.copyOfRange(audio, from, Math.min(audio.length, from + size));
            messages.add(chunk(chunk, contextId));
            if (from == 0 && timesWords && !clause.words().isEmpty()) {
                messages.add(timestamps(clause, contextId));
            }
        }
        if (!flowing) {
            flowing = true;
            wire.pause(style.firstAudioMs(), () -> flow(mine));
        }
    }

    private void completed(int mine) {
        if (mine == epoch.get()) {
            complete = true;
            if (!flowing) {
                finished.run();
            }
        }
    }

    private void flow(int mine) {
        if (mine != epoch.get()) {
            return;
        }
        while (!messages.isEmpty()) {
            var message = messages.removeFirst();
            boolean audio = message.startsWith("{\"type\":\"chunk\"");
            if (audio || !wire.quirk("no_timestamps")) {
                wire.send(message);
            }
            if (audio && style.pauseMs() > 0) {
                wire.pause(style.pauseMs(), () -> flow(mine));
                return;
            }
        }
        flowing = false;
        if (complete) {
            finished.run();
        }
    }

    /** Drops what is being said. With the quirk {@code late_chunk} one more chunk leaves all the same. */
    void clear() {
        var late = wire.quirk("late_chunk") ? messages.pollFirst() : null;
        epoch.incrementAndGet();
        messages.clear();
        flowing = false;
        complete = false;
        if (late != null) {
            wire.pause(30, () -> wire.send(late));
        }
    }

    private static String chunk(byte[] audio, @Nullable String contextId) {
        return Json.write(Json.object()
                .put("type", "chunk")
                .put("data", Base64.getEncoder().encodeToString(audio))
                .put("contextId", contextId));
    }

    private static String timestamps(Clause clause, @Nullable String contextId) {
        var message = Json.object().put("type", "timestamps");
        var times = message.putObject("word_timestamps");
        var words = times.putArray("words");
        var start = times.putArray("start");
        var end = times.putArray("end");
        for (var word : clause.words()) {
            words.add(word.text());
            start.add(Math.round(word.start() * 1000) / 1000.0);
            end.add(Math.round(word.end() * 1000) / 1000.0);
        }
        message.put("contextId", contextId);
        return Json.write(message);
    }
}
