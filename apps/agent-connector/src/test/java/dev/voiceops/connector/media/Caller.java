package dev.voiceops.connector.media;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Twilio's side of a media socket, and a hostile peer's. */
public final class Caller implements AutoCloseable {
    public static final String SID = "MZ0123456789abcdef0123456789abcdef";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    public final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    public final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    public Caller(URI uri) {
        this(uri, true);
    }

    Caller(URI uri, boolean reading) {
        socket = HTTP.newWebSocketBuilder()
                .header("X-Twilio-Signature", "genuine")
                .buildAsync(uri, new Reader(reading))
                .join();
    }

    Caller start() {
        return say(start("good-token"));
    }

    public static String start(String token) {
        return """
                {"event":"start","sequenceNumber":"1","streamSid":"%1$s","start":{"accountSid":"AC1","streamSid":"%1$s",\
                "callSid":"CA1","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,\
                "channels":1},"customParameters":{%2$s}}}""".formatted(SID, token.isEmpty() ? "" : "\"token\":\"" + token + "\"");
    }

    public static String media(int timestampMs, int value) {
        return media(SID, timestampMs, value, 160);
    }

    static String media(String sid, int timestampMs, int value, int bytes) {
        byte[] audio = new byte[bytes];
        Arrays.fill(audio, (byte) value);
        return """
                {"event":"media","sequenceNumber":"2","streamSid":"%s","media":{"track":"inbound","chunk":"1",\
                "timestamp":"%d","payload":"%s"}}""".formatted(sid, timestampMs, Base64.getEncoder().encodeToString(audio));
    }

    public Caller say(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    Caller part(String piece) {
        socket.sendText(piece, false).join();
        return this;
    }

    Caller binary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    public void vanish() {
        socket.abort();
    }

    public int closeCode() throws Exception {
        return closed.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Reader implements WebSocket.Listener {
        private final boolean reading;
        private final StringBuilder text = new StringBuilder();

        Reader(boolean reading) {
            this.reading = reading;
        }

        @Override
        public void onOpen(WebSocket opened) {
            if (reading) {
                opened.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
