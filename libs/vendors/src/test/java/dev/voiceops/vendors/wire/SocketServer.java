package dev.voiceops.vendors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** A vendor's WebSocket server, played by the test. */
public final class SocketServer implements AutoCloseable {
    private static final long PATIENCE_S = 20;

    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final DisposableServer server;
    private volatile int refusal; // status to answer the upgrade with, 0: accept
    private volatile boolean mute; // never answer the upgrade
    private volatile Sinks.@Nullable Empty<Void> held; // accepts once this is complete
    private volatile String requestId = "";

    public SocketServer() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::upgrade)
                .bindNow();
    }

    public URI base() {
        return URI.create("ws://127.0.0.1:" + server.port());
    }

    public void refuse(int status, String id) {
        requestId = id;
        refusal = status;
    }

    public void accept() {
        refusal = 0;
    }

    /** Clients connect and wait for their answer until {@link #release}. */
    public void hold() {
        held = Sinks.empty();
    }

    public void release() {
        Objects.requireNonNull(held).tryEmitEmpty();
    }

    public void neverAnswer() {
        mute = true;
    }

    /** The next client that connected. */
    public Peer peer() {
        return take(peers);
    }

    public boolean nobodyElseCame() {
        return peers.isEmpty();
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private Publisher<Void> upgrade(HttpServerRequest request, HttpServerResponse response) {
        if (mute) return Mono.never();
        if (refusal != 0)
            return response.status(refusal).header("dg-request-id", requestId).send();
        var peer = new Peer(request, peers::add);
        var spec = WebsocketServerSpec.builder().maxFramePayloadLength(1 << 20).build();
        var waiting = held;
        Mono<Void> before = waiting == null ? Mono.empty() : waiting.asMono();
        return before.then(Mono.defer(() -> Mono.from(accept(peer, response, spec))));
    }

    private static Publisher<Void> accept(Peer peer, HttpServerResponse response, WebsocketServerSpec spec) {
        return response.sendWebsocket(
                (in, out) -> {
                    in.withConnection(connection -> peer.channel = connection.channel());
                    peer.here.run();
                    var reading =
                            in.receiveFrames().doOnNext(peer::received).then().doOnTerminate(peer::left);
                    return Mono.when(
                            reading, out.sendObject(peer.outbound.asFlux()).then());
                },
                spec);
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            var taken = queue.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(taken).as("nothing came in %d s", PATIENCE_S).isNotNull();
            return taken;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One client. */
    public static final class Peer {
        private static final String GONE = "<gone>";

        public final String uri;
        public final String authorization;
        private final Sinks.Many<WebSocketFrame> outbound =
                Sinks.many().unicast().onBackpressureBuffer();
        private final BlockingQueue<Object> inbound = new LinkedBlockingQueue<>();
        private volatile @Nullable Channel channel;

        private final Runnable here;

        Peer(HttpServerRequest request, Consumer<Peer> door) {
            uri = request.uri();
            authorization = request.requestHeaders().get("Authorization", "");
            here = () -> door.accept(this);
        }

        public void send(String text) {
            outbound.emitNext(new TextWebSocketFrame(text), Sinks.EmitFailureHandler.FAIL_FAST);
        }

        public void close(int code, String reason) {
            outbound.emitNext(new CloseWebSocketFrame(code, reason), Sinks.EmitFailureHandler.FAIL_FAST);
        }

        /** Ends the TCP connection without a word. */
        public void die() {
            Objects.requireNonNull(channel).close();
        }

        public String text() {
            return (String) take(inbound);
        }

        public byte[] audio() {
            return (byte[]) take(inbound);
        }

        /** Waits until the client has left. */
        public void awaitGone() {
            while (!take(inbound).equals(GONE)) {
                // what it still sent does not matter
            }
        }

        private void received(WebSocketFrame frame) {
            switch (frame) {
                case TextWebSocketFrame text -> inbound.add(text.text());
                case BinaryWebSocketFrame binary -> inbound.add(ByteBufUtil.getBytes(binary.content()));
                default -> {}
            }
        }

        private void left() {
            inbound.add(GONE);
        }
    }
}
