package dev.voiceops.simulators.wire;

import dev.voiceops.simulators.faults.FaultScripts.After;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Opens web sockets as a client: how the simulated Twilio reaches the media server. */
public final class SocketDial {
    private static final int TIMEOUT_MS = 5_000;
    private static final int LARGEST_FRAME = 4 << 20;
    private final EventLoopGroup loops;

    public SocketDial(EventLoopGroup loops) {
        this.loops = loops;
    }

    /**
     * Connects and upgrades; returns at once. Either of the two is called, once, on the connection's event loop.
     *
     * @param uri ws or wss
     * @param opened makes the receiver of the socket's frames
     * @param failed gets why there is no socket
     */
    public void dial(
            URI uri,
            Map<String, String> headers,
            BiFunction<Outlet, After, SocketListener> opened,
            Consumer<Throwable> failed) {
        boolean secure = "wss".equals(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        var ending = new Ending(opened, failed);
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TIMEOUT_MS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) throws SSLException {
                        if (secure) {
                            channel.pipeline()
                                    .addLast(SslContextBuilder.forClient()
                                            .build()
                                            .newHandler(channel.alloc(), uri.getHost(), port));
                        }
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(1 << 16))
                                .addLast(new WebSocketClientProtocolHandler(config(uri, headers)))
                                .addLast("ending", ending);
                    }
                })
                .connect(uri.getHost(), port)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        ending.fail(done.cause());
                    }
                });
    }

    private static WebSocketClientProtocolConfig config(URI uri, Map<String, String> headers) {
        var added = new DefaultHttpHeaders();
        headers.forEach(added::set);
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .customHeaders(added)
                .handshakeTimeoutMillis(TIMEOUT_MS)
                .maxFramePayloadLength(LARGEST_FRAME)
                .handleCloseFrames(false)
                .sendCloseFrame(null)
                .dropPongFrames(true)
                .build();
    }

    /** Waits for the end of the handshake and makes way for the frames. */
    private static final class Ending extends ChannelInboundHandlerAdapter {
        private final BiFunction<Outlet, After, SocketListener> opened;
        private final Consumer<Throwable> failed;
        private final AtomicBoolean over = new AtomicBoolean();

        Ending(BiFunction<Outlet, After, SocketListener> opened, Consumer<Throwable> failed) {
            this.opened = opened;
            this.failed = failed;
        }

        void fail(Throwable why) {
            if (over.compareAndSet(false, true)) {
                failed.accept(why);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && over.compareAndSet(false, true)) {
                var channel = context.channel();
                var frames = new FrameReceiver();
                context.pipeline().replace(this, "frames", frames);
                frames.listener(opened.apply(new WebSocketOutlet(channel), Loops.after(channel.eventLoop())));
            } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
                fail(new java.util.concurrent.TimeoutException("no answer to the handshake in " + TIMEOUT_MS + " ms"));
                context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause);
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail(new java.io.IOException("the server closed the connection during the handshake"));
        }
    }
}
