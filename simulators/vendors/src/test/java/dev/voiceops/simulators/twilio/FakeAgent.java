package dev.voiceops.simulators.twilio;

import com.twilio.security.RequestValidator;
import dev.voiceops.simulators.wire.Exchange;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.LoopbackServer;
import dev.voiceops.simulators.wire.Loops;
import dev.voiceops.simulators.wire.Message;
import dev.voiceops.simulators.wire.Outlet;
import dev.voiceops.simulators.wire.Request;
import dev.voiceops.simulators.wire.SocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A product in miniature: answers webhooks with TwiML and holds the media socket, and checks every signature with Twilio's own library. */
final class FakeAgent implements AutoCloseable {
    private final EventLoopGroup loops = Loops.threads(1, "fake-agent");
    private final RequestValidator validator;
    private final Map<String, Function<Request, Reply>> pages = new HashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Media> sockets = new LinkedBlockingQueue<>();
    private final LoopbackServer server;
    private volatile BiConsumer<Media, JsonNode> onMessage = (_, _) -> {};

    record Reply(int status, String type, String body) {
        static Reply twiml(String inner) {
            return new Reply(200, "text/xml", "<?xml version=\"1.0\"?><Response>" + inner + "</Response>");
        }
    }

    /** @param valid what the official validator says of its signature */
    record Seen(String path, Map<String, String> form, boolean valid, String token) {}

    FakeAgent(String authToken) {
        validator = new RequestValidator(authToken);
        server = LoopbackServer.start(loops, 0, Map.of("/hooks", this::hook, "/media", this::media));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    String mediaUrl() {
        return "ws://127.0.0.1:" + server.port() + "/media";
    }

    FakeAgent page(String path, Reply reply) {
        return page(path, _ -> reply);
    }

    FakeAgent page(String path, Function<Request, Reply> reply) {
        pages.put(path, reply);
        return this;
    }

    /** Called on the socket's event loop with every message of Twilio's. */
    FakeAgent onMessage(BiConsumer<Media, JsonNode> react) {
        onMessage = react;
        return this;
    }

    List<Seen> seen(String path) {
        return seen.stream().filter(one -> one.path().equals(path)).toList();
    }

    Media socket() throws InterruptedException {
        var media = sockets.poll(20, TimeUnit.SECONDS);
        if (media == null) {
            throw new AssertionError("no media socket was opened");
        }
        return media;
    }

    private void hook(Exchange exchange) {
        var request = exchange.request();
        var form = new HashMap<String, String>();
        request.form().forEach((name, values) -> form.put(name, values.getFirst()));
        boolean valid = validator.validate(url(request.uri()), form, request.header("x-twilio-signature"));
        seen.add(new Seen(request.path(), form, valid, request.header("i-twilio-idempotency-token")));
        var reply = pages.getOrDefault(request.path(), _ -> new Reply(404, "text/plain", "no page"))
                .apply(request);
        exchange.answer(reply.status(), Map.of("content-type", reply.type()), reply.body());
    }

    private void media(Exchange exchange) {
        var request = exchange.request();
        boolean valid = validator.validate(mediaUrl(), Map.of(), request.header("x-twilio-signature"));
        seen.add(new Seen("/media", Map.of(), valid, ""));
        exchange.accept(Map.of(), outlet -> {
            var media = new Media(outlet);
            sockets.add(media);
            return media;
        });
    }

    @Override
    public void close() {
        server.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** One media socket, seen from the product. */
    final class Media implements SocketListener {
        private final Outlet outlet;
        private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
        private volatile String streamSid = "";

        Media(Outlet outlet) {
            this.outlet = outlet;
        }

        @Override
        public void text(String text) {
            var message = Json.read(text);
            if (message.path("event").asString().equals("start")) {
                streamSid = message.path("streamSid").asString();
            }
            received.add(message);
            onMessage.accept(this, message);
        }

        @Override
        public void binary(ByteBuf bytes) {}

        @Override
        public void closed(int code, String reason) {
            received.add(Json.object().put("event", "closed").put("code", code));
        }

        List<JsonNode> until(Predicate<JsonNode> fits) throws InterruptedException {
            var all = new ArrayList<JsonNode>();
            do {
                var next = received.poll(20, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("it did not come; came: " + all);
                }
                all.add(next);
            } while (!fits.test(all.getLast()));
            return all;
        }

        List<JsonNode> pending() {
            var all = new ArrayList<JsonNode>();
            received.drainTo(all);
            return all;
        }

        List<JsonNode> until(String event) throws InterruptedException {
            return until(message -> message.path("event").asString().equals(event));
        }

        void media(byte[] mulaw) {
            send("{\"event\":\"media\",\"streamSid\":\"%s\",\"media\":{\"payload\":\"%s\"}}"
                    .formatted(streamSid, Base64.getEncoder().encodeToString(mulaw)));
        }

        void mark(String name) {
            send("{\"event\":\"mark\",\"streamSid\":\"%s\",\"mark\":{\"name\":\"%s\"}}".formatted(streamSid, name));
        }

        void clear() {
            send("{\"event\":\"clear\",\"streamSid\":\"%s\"}".formatted(streamSid));
        }

        void send(String text) {
            outlet.send(new Message.Text(text));
        }

        void binary(byte[] bytes) {
            outlet.send(new Message.Binary(bytes));
        }

        void close() {
            outlet.close(1000, "");
        }

        void drop() {
            outlet.reset();
        }
    }
}
