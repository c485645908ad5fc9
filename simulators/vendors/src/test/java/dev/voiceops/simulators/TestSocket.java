package dev.voiceops.simulators;

import dev.voiceops.simulators.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A web socket client of the JDK's, for tests: sends, and waits for what comes. */
public final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_S = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder parts = new StringBuilder();
    private @Nullable WebSocket socket;

    public static TestSocket open(String url, Map<String, String> headers) {
        var test = new TestSocket();
        var builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        test.socket = builder.buildAsync(URI.create(url), test).join();
        return test;
    }

    public TestSocket send(String text) {
        socket().sendText(text, true).join();
        return this;
    }

    public TestSocket send(byte[] bytes) {
        socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    /** The next message; {@code close 1000 reason} when the socket is closed, {@code error ...} when it broke. */
    public String next() {
        try {
            var next = received.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within " + PATIENCE_S + " s");
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    public JsonNode json() {
        var next = next();
        try {
            return Json.read(next);
        } catch (RuntimeException broken) {
            throw new AssertionError("not JSON: " + next, broken);
        }
    }

    /** All messages up to and with the first that fits. */
    public List<JsonNode> until(Predicate<JsonNode> fits) {
        var all = new ArrayList<JsonNode>();
        do {
            all.add(json());
        } while (!fits.test(all.getLast()));
        return all;
    }

    /** What has come and was not asked for yet. */
    public List<String> pending() {
        var all = new ArrayList<String>();
        received.drainTo(all);
        return all;
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not open");
        }
        return socket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            received.add(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        received.add("close " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        received.add("error " + error.getMessage());
    }

    @Override
    public void close() {
        socket().abort();
    }
}
