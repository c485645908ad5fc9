package dev.voiceops.simulators.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The chunks of an HTTP answer. */
final class BodyOutlet implements Outlet {
    private final Channel channel;
    private @Nullable HttpResponse head;

    BodyOutlet(Channel channel, HttpResponse head) {
        this.channel = channel;
        this.head = head;
    }

    @Override
    public void send(Message message) {
        var bytes = switch (message) {
            case Message.Text(var text) -> text.getBytes(StandardCharsets.UTF_8);
            case Message.Binary(var raw) -> raw;
        };
        begin();
        if (bytes.length > 0) {
            channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
        }
    }

    /** Code 1000 ends the body properly; any other cuts it short by closing the connection. */
    @Override
    public void close(int code, String reason) {
        if (code == 1000) {
            begin();
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            channel.close();
        }
    }

    private void begin() {
        var first = head;
        if (first != null) {
            head = null;
            channel.write(first);
        }
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
