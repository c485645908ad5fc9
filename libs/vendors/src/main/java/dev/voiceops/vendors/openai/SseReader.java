package dev.voiceops.vendors.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (WHATWG HTML, 9.2) from bytes that may be cut anywhere: lines end in LF, CRLF or CR, several
 * data lines are one event, comments and other fields are passed over. Bytes become text a line at a time, so that no
 * character is ever split. One thread.
 */
final class SseReader {
    private static final int MAX_LINE = 1024 * 1024;

    /** An event longer than any model sends. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Consumer<String> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private @Nullable StringBuilder data; // of the event being read
    private boolean afterReturn; // the last byte was CR: a LF now belongs to it
    private boolean first = true;

    /** @param events takes the data of each event */
    SseReader(Consumer<String> events) {
        this.events = events;
    }

    void feed(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = b == '\r';
            if (b == '\n' || b == '\r') endLine();
            else if (line.size() < MAX_LINE) line.write(b);
            else throw new TooLong();
        }
    }

    /** The stream is over: an event without its empty line counts too. */
    void finish() {
        endLine();
        dispatch();
    }

    private void endLine() {
        var text = line.toString(UTF_8);
        line.reset();
        if (first && text.startsWith("\uFEFF")) text = text.substring(1);
        first = false;
        if (text.isEmpty()) dispatch();
        else if (text.startsWith("data:")) add(text.substring(text.startsWith("data: ") ? 6 : 5));
        else if (text.equals("data")) add("");
    }

    private void add(String more) {
        if (data == null) data = new StringBuilder(more);
        else data.append('\n').append(more);
        if (data.length() > MAX_LINE) throw new TooLong();
    }

    private void dispatch() {
        if (data == null) return;
        var event = data.toString();
        data = null;
        events.accept(event);
    }
}
