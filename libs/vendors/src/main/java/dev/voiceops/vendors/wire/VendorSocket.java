package dev.voiceops.vendors.wire;

import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a vendor. Sending never blocks and never fails: messages wait in order, before the connection is up
 * too, and audio beyond the bound is dropped, oldest first. No compression. Any thread may send; the listener hears
 * of everything on the wire's threads, one call at a time.
 */
public final class VendorSocket {
    /** Audio that may wait: 5 s at 8 kHz mu-law. */
    private static final int MAX_WAITING_AUDIO = 40_000;

    /** Audio in one message: 200 ms; Deepgram advises 20 to 250 ms. */
    private static final int MAX_TOGETHER = 1_600;

    /** No vendor message comes near this; a second of Rime audio has about 11,000 characters. */
    private static final int MAX_MESSAGE = 4 * 1024 * 1024;

    private final SocketListener listener;
    private final Outbox outbox = new Outbox(MAX_WAITING_AUDIO, MAX_TOGETHER);
    private final AtomicBoolean sending = new AtomicBoolean(true); // until the connection is up, somebody else sends
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private volatile @Nullable WebSocket socket;
    private volatile boolean unwanted;

    public VendorSocket(SocketListener listener) {
        this.listener = listener;
    }

    /** Starts to connect and returns at once. Once per socket. */
    public void connect(Wire wire, SocketTarget target) {
        var builder = wire.http().newWebSocketBuilder().connectTimeout(target.connect());
        target.headers().forEach(builder::header);
        builder.buildAsync(target.url(), new Inbound()).whenComplete((_, error) -> {
            if (error != null) end(whyNot(error));
        });
    }

    /** Sends a text message when its turn comes. */
    public void text(String message) {
        outbox.add(message);
        pump();
    }

    /** Sends audio when its turn comes; the array must not be changed any more. Nothing is sent for an empty one. */
    public void audio(byte[] piece) {
        if (piece.length == 0) return;
        dropped.addAndGet(outbox.add(piece));
        pump();
    }

    /** Bytes of audio thrown away since this was last asked. */
    public long takeDropped() {
        return dropped.getAndSet(0);
    }

    /** Drops the connection at once; the listener hears of the end. Repeating it is harmless. */
    public void drop() {
        unwanted = true;
        var open = socket;
        if (open != null) open.abort();
        end(new SocketEnd.Broken());
    }

    private void pump() {
        while (sending.compareAndSet(false, true)) {
            var next = outbox.next();
            var sent = next == null ? null : send(next);
            if (sent != null && !sent.isDone()) {
                sent.whenComplete((_, error) -> sent(error));
                return;
            }
            if (sent != null && sent.isCompletedExceptionally()) {
                end(new SocketEnd.Broken());
                return;
            }
            sending.set(false);
            if (next == null && outbox.isEmpty()) return;
        }
    }

    private void sent(@Nullable Throwable error) {
        if (error != null) {
            end(new SocketEnd.Broken());
            return;
        }
        sending.set(false);
        pump();
    }

    private @Nullable CompletableFuture<WebSocket> send(Object message) {
        var open = socket;
        if (open == null || ended.get()) return null;
        return message instanceof byte[] audio
                ? open.sendBinary(ByteBuffer.wrap(audio), true)
                : open.sendText((String) message, true);
    }

    private void end(SocketEnd how) {
        if (ended.compareAndSet(false, true)) listener.onEnd(how);
    }

    private static SocketEnd whyNot(Throwable error) {
        var cause = error.getCause() == null ? error : error.getCause();
        if (cause instanceof WebSocketHandshakeException refused) {
            var response = refused.getResponse();
            return new SocketEnd.Refused(response.statusCode(), response.headers());
        }
        return new SocketEnd.Unreachable();
    }

    /** What comes in; the JDK calls it by one thread at a time. */
    private final class Inbound implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket open) {
            socket = open;
            if (unwanted) {
                open.abort();
                return;
            }
            listener.onOpen();
            sending.set(false);
            pump();
            open.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
            if (text.length() + data.length() > MAX_MESSAGE) {
                drop();
                return null;
            }
            text.append(data);
            if (last) {
                var message = text.toString();
                text.setLength(0);
                if (!ended.get()) listener.onText(message);
            }
            open.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket open, ByteBuffer data, boolean last) {
            open.request(1); // none of our vendors speaks binary to us
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
            end(new SocketEnd.Closed(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket open, Throwable error) {
            end(new SocketEnd.Broken());
        }
    }
}
