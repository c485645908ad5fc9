package dev.voiceops.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voiceops.contracts.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tenant's automation that counts what it did, by the business key in the request ({@code order_id}). {@code /webhook/place-order}
 * does something, {@code /webhook/order-status} only looks. Like the shipped workflow templates it works an {@code Idempotency-Key}
 * once and gives a repetition the first answer again. Any thread.
 */
final class CountingN8n implements AutoCloseable {
    private static final int BACKLOG = 1_024;

    private final Map<String, Integer> effects = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicLong executions = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    CountingN8n() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/webhook/place-order", exchange -> answer(exchange, true));
        server.createContext("/webhook/order-status", exchange -> answer(exchange, false));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often the deed of this business key was done. */
    int effects(String businessKey) {
        return effects.getOrDefault(businessKey, 0);
    }

    private void answer(HttpExchange exchange, boolean acts) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        String order = Json.tree(body).path("order_id").asString();
        String answer = acts ? answers.computeIfAbsent(key, first -> place(order)) : told(order);
        byte[] bytes = answer.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.getResponseHeaders().set("X-N8N-Execution-Id", Long.toString(executions.incrementAndGet()));
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String place(String order) {
        effects.merge(order, 1, Integer::sum);
        return told(order);
    }

    private static String told(String order) {
        return Json.write(Map.of("order_id", order, "status", "placed"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
