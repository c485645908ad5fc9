package dev.voiceops.connector.media;

import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Opens {@code WS /twilio/media-stream}: text messages only, no compression, bounded in every direction.
 *
 * <p>The WebSocket handshake comes before any token, because Twilio gives the token in its {@code start} message;
 * until then a socket costs a few kilobytes, a seat in the waiting room and a deadline.
 */
public final class MediaDoor {
    public static final String PATH = "/twilio/media-stream";

    /** Everything a stream needs of the house. */
    record Desk(MediaGate gate, MediaLimits limits, MediaCounts counts, WaitingRoom waiting, LongSupplier nanos) {}

    private final Desk desk;
    private final Predicate<@Nullable String> genuine;
    private final WebsocketServerSpec spec;

    /**
     * @param genuine judges the upgrade's {@code X-Twilio-Signature} (null when absent); always true when not checked
     */
    public MediaDoor(MediaGate gate, MediaLimits limits, MediaCounts counts, Predicate<@Nullable String> genuine) {
        this.desk = new Desk(gate, limits, counts, new WaitingRoom(limits.maxWaiting()), System::nanoTime);
        this.genuine = genuine;
        this.spec = WebsocketServerSpec.builder()
                .maxFramePayloadLength(limits.maxMessageBytes())
                .compress(false)
                .handlePing(true)
                .build();
    }

    /** Adds the route. */
    public void mount(HttpServerRoutes routes) {
        routes.get(PATH, this::open);
    }

    private Publisher<Void> open(HttpServerRequest request, HttpServerResponse response) {
        if (!genuine.test(request.requestHeaders().get("X-Twilio-Signature"))) {
            desk.counts().count("refused_signature");
            return response.status(403).send();
        }
        if (!"websocket".equalsIgnoreCase(request.requestHeaders().get("Upgrade"))) {
            return response.status(426).header("Upgrade", "websocket").send();
        }
        return response.sendWebsocket(this::converse, spec);
    }

    private Publisher<Void> converse(WebsocketInbound in, WebsocketOutbound out) {
        if (!desk.waiting().enter()) {
            desk.counts().count("refused_full");
            return out.sendClose(CloseCode.TRY_LATER.number, "");
        }
        TwilioStream[] made = new TwilioStream[1];
        in.withConnection(connection -> {
            var channel = connection.channel();
            channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(16 * 1024, 64 * 1024));
            TwilioStream stream = new TwilioStream(
                    new TwilioPeer(channel, desk.counts(), desk.nanos().getAsLong()), desk);
            made[0] = stream;
            connection.onTerminate().subscribe(null, _ -> stream.socketClosed(), stream::socketClosed);
            stream.opened();
        });
        return in.aggregateFrames(desk.limits().maxMessageBytes())
                .receiveFrames()
                .doOnNext((WebSocketFrame frame) -> made[0].frame(frame))
                .then();
    }
}
