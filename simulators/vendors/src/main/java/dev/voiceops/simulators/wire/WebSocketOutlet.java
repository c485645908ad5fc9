package dev.voiceops.simulators.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.TimeUnit;

/** Frames of a web socket, server's or client's. */
final class WebSocketOutlet implements Outlet {
    private static final long CLOSE_WITHIN_MS = 2_000;
    private final Channel channel;

    WebSocketOutlet(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void send(Message message) {
        channel.writeAndFlush(
                switch (message) {
                    case Message.Text(var text) -> new TextWebSocketFrame(text);
                    case Message.Binary(var bytes) -> new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes));
                });
    }

    /** The peer has two seconds to answer the close frame; code 1005 sends a close frame without a status. */
    @Override
    public void close(int code, String reason) {
        channel.writeAndFlush(code == 1005 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, reason));
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_WITHIN_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void reset() {
        Loops.reset(channel);
    }

    @Override
    public void deafen() {
        Deaf.make(channel);
    }

    @Override
    public void reading(boolean on) {
        channel.config().setAutoRead(on);
    }
}
