package dev.voiceops.simulators.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Hands web socket frames to a listener, puts fragments together, answers pings and closes. */
final class FrameReceiver extends ChannelInboundHandlerAdapter {
    private @Nullable SocketListener listener;
    private @Nullable ByteBuf fragments;
    private boolean fragmentsAreText;
    private int code = 1006;
    private String reason = "";
    private boolean over;

    void listener(SocketListener listener) {
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        try {
            if (read instanceof WebSocketFrame frame) {
                receive(context, frame);
            }
        } finally {
            ReferenceCountUtil.release(read);
        }
    }

    private void receive(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping ->
                context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame close -> {
                code = close.statusCode() < 0 ? 1005 : close.statusCode();
                reason = close.reasonText() == null ? "" : close.reasonText();
                context.writeAndFlush(
                                new CloseWebSocketFrame(true, 0, close.content().retain()))
                        .addListener(ChannelFutureListener.CLOSE);
            }
            case TextWebSocketFrame _, BinaryWebSocketFrame _, ContinuationWebSocketFrame _ -> data(context, frame);
            default -> {}
        }
    }

    private void data(ChannelHandlerContext context, WebSocketFrame frame) {
        boolean first = !(frame instanceof ContinuationWebSocketFrame);
        if (first && frame.isFinalFragment()) {
            deliver(frame.content(), frame instanceof TextWebSocketFrame);
            return;
        }
        if (first) {
            fragmentsAreText = frame instanceof TextWebSocketFrame;
        }
        var whole = fragments == null ? context.alloc().buffer() : fragments;
        fragments = whole.writeBytes(frame.content());
        if (frame.isFinalFragment()) {
            fragments = null;
            deliver(whole, fragmentsAreText);
            whole.release();
        }
    }

    private void deliver(ByteBuf bytes, boolean text) {
        if (listener == null) {
            return;
        }
        if (text) {
            listener.text(bytes.toString(StandardCharsets.UTF_8));
        } else {
            listener.binary(bytes);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
        if (!over && listener != null) {
            over = true;
            listener.closed(code, reason);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        reason = cause instanceof IOException ? "connection lost" : String.valueOf(cause.getMessage());
        context.close();
    }
}
