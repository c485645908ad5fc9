package dev.voiceops.connector.media;

import dev.voiceops.vendors.twilio.TwilioMediaWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one media socket. Never blocks and never queues without bound: what a slow peer cannot take is
 * dropped and counted. Any thread.
 */
final class TwilioPeer implements VoiceTransport {
    private final Channel channel;
    private final MediaCounts counts;
    private volatile @Nullable TwilioMediaWriter writer;
    private volatile String id = "";
    private volatile boolean over;
    private volatile Runnable onClose = () -> {};
    private long writableAt;

    TwilioPeer(Channel channel, MediaCounts counts, long nowNanos) {
        this.channel = channel;
        this.counts = counts;
        writableAt = nowNanos;
    }

    void named(String streamSid) {
        id = streamSid;
        writer = new TwilioMediaWriter(streamSid);
    }

    void onClose(Runnable action) {
        onClose = action;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean send(byte[] mulaw) {
        TwilioMediaWriter ready = writer;
        if (over || ready == null || !channel.isWritable()) {
            counts.count("outbound_dropped");
            return false;
        }
        write(ready.media(mulaw));
        return true;
    }

    @Override
    public void mark(String name) {
        TwilioMediaWriter ready = writer;
        if (!over && ready != null && channel.isWritable()) {
            write(ready.mark(name));
        }
    }

    /** Sent even to a slow peer: it is short, and the only way to silence it. */
    @Override
    public void clear() {
        TwilioMediaWriter ready = writer;
        if (!over && ready != null) {
            write(ready.clear());
        }
    }

    @Override
    public void close() {
        onLoop(onClose);
    }

    private void write(byte[] text) {
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)), channel.voidPromise());
    }

    void pong(ByteBuf content) {
        if (channel.isWritable()) {
            channel.writeAndFlush(new PongWebSocketFrame(content.retain()), channel.voidPromise());
        }
    }

    /** True when the peer has read nothing for {@code afterMs}. Event loop only. */
    boolean clogged(long nowNanos, long afterMs) {
        if (channel.isWritable()) {
            writableAt = nowNanos;
        }
        return nowNanos - writableAt > afterMs * 1_000_000;
    }

    void onLoop(Runnable task) {
        channel.eventLoop().execute(task);
    }

    void later(long ms, Runnable task) {
        channel.eventLoop().schedule(task, ms, TimeUnit.MILLISECONDS);
    }

    /** Says goodbye and closes; a peer that does not read is cut off. */
    void shut(CloseCode code) {
        over = true;
        if (!channel.isActive()) {
            return;
        }
        if (channel.isWritable()) {
            channel.writeAndFlush(new CloseWebSocketFrame(code.number, "")).addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.close();
        }
    }
}
