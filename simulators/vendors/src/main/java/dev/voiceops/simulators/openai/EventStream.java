package dev.voiceops.simulators.openai;

import dev.voiceops.simulators.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Writes chunks as server-sent events, at the pace of the style. Lives on the connection's event loop. */
final class EventStream {
    private static final int WRITE = 11;
    private final Deque<String> chunks = new ArrayDeque<>();
    private final Wire wire;
    private final ChatStyle style;
    private final Runnable done;

    EventStream(Wire wire, ChatStyle style, Runnable done) {
        this.wire = wire;
        this.style = style;
        this.done = done;
    }

    void write(List<String> all) {
        chunks.addAll(all);
        chunks.add("[DONE]");
        if (style.firstTokenMs() > 0) {
            wire.pause(style.firstTokenMs(), this::next);
        } else {
            next();
        }
    }

    private void next() {
        while (!wire.ended()) {
            event(chunks.removeFirst());
            if (chunks.isEmpty()) {
                wire.close(1000, "");
            } else if (style.tokenMs() > 0) {
                wire.pause(style.tokenMs(), this::next);
                return;
            }
        }
        done.run();
    }

    private void event(String data) {
        var line = style.crlf() ? "\r\n" : "\n";
        var event = (style.comments() ? ": keep-alive" + line + line : "") + "data: " + data + line + line;
        if (!style.splitWrites()) {
            wire.send(event);
            return;
        }
        var bytes = event.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += WRITE) {
            wire.send(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + WRITE)));
        }
    }
}
