package dev.voiceops.simulators.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads each request to its door. A web page cannot reach the doors through a foreign name (DNS rebinding). */
final class RequestReceiver extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestReceiver.class);
    private final Map<String, Door> doors;

    RequestReceiver(Map<String, Door> doors) {
        this.doors = doors;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest raw) {
        var exchange = new Exchange(context, raw);
        var request = exchange.request();
        if (!raw.decoderResult().isSuccess()) {
            exchange.answer(400, Map.of(), "bad request");
        } else if (!local(request.header("host"))) {
            exchange.answer(421, Map.of(), "the simulators answer to 127.0.0.1 and localhost only");
        } else {
            door(request.path()).ifPresentOrElse(door -> enter(door, exchange), () -> nowhere(exchange));
        }
    }

    private static void enter(Door door, Exchange exchange) {
        try {
            door.enter(exchange);
        } catch (RuntimeException failed) {
            LOG.atError()
                    .setCause(failed)
                    .addKeyValue("path", exchange.request().path())
                    .log("a simulator failed");
            exchange.answer(500, Map.of("content-type", "text/plain"), "the simulator failed: " + failed.getMessage());
        }
    }

    private Optional<Door> door(String path) {
        return doors.entrySet().stream()
                .filter(one -> path.equals(one.getKey()) || path.startsWith(one.getKey() + "/"))
                .max(Comparator.comparingInt(one -> one.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private static void nowhere(Exchange exchange) {
        exchange.json(
                404,
                Json.object()
                        .put("error", "no simulator here")
                        .put("path", exchange.request().path()));
    }

    private static boolean local(String host) {
        var name = host.replaceFirst(":\\d+$", "");
        return name.equals("127.0.0.1") || name.equals("localhost") || name.equals("[::1]");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.atWarn().setCause(cause).log("a simulator connection failed");
        }
        context.close();
    }
}
