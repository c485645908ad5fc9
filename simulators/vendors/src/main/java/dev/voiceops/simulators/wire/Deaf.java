package dev.voiceops.simulators.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** At the head of a pipeline it makes the connection half open: bytes vanish both ways, and nothing closes it. */
final class Deaf extends ChannelDuplexHandler {
    private Deaf() {}

    static void make(Channel channel) {
        if (channel.pipeline().get(Deaf.class) == null) {
            channel.pipeline().addFirst(new Deaf());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ReferenceCountUtil.release(read);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ReferenceCountUtil.release(message);
    }

    /** Only the end of the whole simulator (its event loops) ends such a connection from this side. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        if (context.channel().eventLoop().isShuttingDown()) {
            super.close(context, promise);
        }
    }
}
