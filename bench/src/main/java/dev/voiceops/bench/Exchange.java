package dev.voiceops.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The little of HTTP/1.1 (RFC 9112) that stands between the gateway and its proxy: bodies with a length, no trailers. */
final class Exchange {
    private static final int LONGEST_LINE = 16 * 1024;

    private Exchange() {}

    /** A request as it came; header names in lower case. */
    record Asked(String method, String target, Map<String, String> headers, String body) {}

    /** The next request of a connection; null: it has ended. */
    static @Nullable Asked read(InputStream in) throws IOException {
        String start = line(in);
        if (start == null) return null;
        String[] parts = start.split(" ");
        if (parts.length != 3) throw new IOException("not a request line");
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) throw new IOException("not a header");
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) throw new EOFException("half a body");
        return new Asked(parts[0], parts[1], headers, new String(body, UTF_8));
    }

    /** An answer's bytes. */
    static byte[] answer(int status, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " -\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(body.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.isEmpty()) return null;
                throw new EOFException("half a line");
            }
            if (line.length() > LONGEST_LINE) throw new IOException("an endless line");
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }
}
