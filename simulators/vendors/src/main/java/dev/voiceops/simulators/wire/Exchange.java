package dev.voiceops.simulators.wire;

import dev.voiceops.simulators.faults.FaultScripts.After;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** One request and the ways to answer it. Lives on the connection's event loop; {@link #after} leads there. */
public final class Exchange {
    private static final int LARGEST_FRAME = 1 << 20;
    private final ChannelHandlerContext context;
    private final FullHttpRequest raw;
    private final Request request;

    Exchange(ChannelHandlerContext context, FullHttpRequest raw) {
        this.context = context;
        this.raw = raw;
        this.request = Request.of(raw);
    }

    public Request request() {
        return request;
    }

    public After after() {
        return Loops.after(context.channel().eventLoop());
    }

    public void json(int status, Object body) {
        answer(status, Map.of("content-type", "application/json"), Json.write(body));
    }

    public void answer(int status, Map<String, String> headers, String body) {
        answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public void answer(int status, Map<String, String> headers, byte[] body) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        headers.forEach(response.headers()::set);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        signed(response.headers());
        Loops.after(context.channel().eventLoop()).in(0, () -> context.writeAndFlush(response));
    }

    /** Answers in chunks: each message sent is one, written at once; status and headers go out with the first. */
    public Outlet stream(int status, Map<String, String> headers, Runnable gone) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        headers.forEach(response.headers()::set);
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        signed(response.headers());
        context.channel().closeFuture().addListener(_ -> gone.run());
        return new BodyOutlet(context.channel(), response);
    }

    /**
     * Grants the upgrade.
     *
     * @param headers added to the 101 answer
     * @param socket makes the receiver of the socket's frames, given where to send
     */
    public void accept(Map<String, String> headers, Function<Outlet, SocketListener> socket) {
        var location = "ws://" + request.header("host") + request.uri();
        var shaker = new WebSocketServerHandshakerFactory(location, null, false, LARGEST_FRAME).newHandshaker(raw);
        if (shaker == null) {
            answer(426, Map.of("sec-websocket-version", "13"), "");
            return;
        }
        HttpHeaders added = new DefaultHttpHeaders();
        headers.forEach(added::set);
        signed(added);
        Channel channel = context.channel();
        var frames = new FrameReceiver();
        channel.pipeline().replace(context.handler(), "frames", frames);
        shaker.handshake(channel, raw, added, channel.newPromise());
        frames.listener(socket.apply(new WebSocketOutlet(channel)));
    }

    /** Resets the connection without an answer. */
    public void reset() {
        Loops.reset(context.channel());
    }

    /** Ends the connection after what was written. */
    public void hangUp() {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private static void signed(HttpHeaders headers) {
        headers.set("x-simulated", "voiceops simulator, not the vendor");
    }
}
