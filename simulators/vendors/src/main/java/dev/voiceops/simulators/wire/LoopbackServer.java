package dev.voiceops.simulators.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Map;

/** The one HTTP and web socket server of the simulators, on 127.0.0.1 only. */
public final class LoopbackServer implements AutoCloseable {
    private static final int LARGEST_BODY = 4 << 20;
    private final Channel listening;
    private final ChannelGroup connections;

    private LoopbackServer(Channel listening, ChannelGroup connections) {
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * @param port 0 = any free one
     * @param doors by path prefix, e.g. {@code /deepgram}; the longest that fits is entered
     * @throws IllegalStateException when the port is taken
     */
    public static LoopbackServer start(EventLoopGroup loops, int port, Map<String, Door> doors) {
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var routes = Map.copyOf(doors);
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpServerKeepAliveHandler())
                                .addLast(new HttpObjectAggregator(LARGEST_BODY))
                                .addLast("requests", new RequestReceiver(routes));
                    }
                })
                .bind("127.0.0.1", port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(
                    "the simulators cannot listen on 127.0.0.1:" + port + ": choose another port", bound.cause());
        }
        return new LoopbackServer(bound.channel(), connections);
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Stops listening and ends all connections. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        connections.close();
    }
}
