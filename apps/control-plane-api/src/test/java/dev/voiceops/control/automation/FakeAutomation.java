package dev.voiceops.control.automation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant's automation, small and by hand: what it answers stands in its path. It remembers what it was asked. */
final class FakeAutomation implements AutoCloseable {
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicInteger flaky = new AtomicInteger();
    private final HttpServer server;

    FakeAutomation() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        on("/webhook/order-status", exchange -> answer(exchange, 200, "{\"status\":\"shipped\"}"));
        on("/webhook/keyed", exchange -> answer(exchange, 200, "{\"status\":\"shipped\"}"));
        on("/webhook/empty", exchange -> answer(exchange, 200, ""));
        on("/webhook/odd", exchange -> answer(exchange, 200, "{\"status\":7}"));
        on(
                "/webhook/flaky",
                exchange -> answer(exchange, flaky.incrementAndGet() % 2 == 1 ? 503 : 200, "{\"status\":\"shipped\"}"));
        on("/webhook/stall", exchange -> {
            try {
                stopping.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
    }

    @Override
    public void close() {
        stopping.countDown();
        server.stop(0);
    }

    private void on(String path, Answer answer) {
        server.createContext(path, exchange -> {
            var headers = exchange.getRequestHeaders();
            asked.add(new Asked(
                    path,
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                    String.valueOf(headers.getFirst("Idempotency-Key")),
                    String.valueOf(headers.getFirst("Authorization")),
                    String.valueOf(headers.getFirst("X-N8N-API-KEY"))));
            answer.to(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A request as it came. */
    record Asked(String path, String body, String key, String bearer, String apiKey) {}

    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
