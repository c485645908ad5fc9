package dev.voiceops.worker.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voiceops.contracts.ForgetExecutionRequest;
import dev.voiceops.contracts.ForgetExecutionResponse;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What vendors keep of calls, behind real HTTP: Twilio's REST API, and the control plane's door to n8n. */
final class FakeVendors implements AutoCloseable {
    /** Call sids that Twilio knows. */
    final Set<String> calls = ConcurrentHashMap.newKeySet();

    /** Recordings of Twilio by their call. */
    final Map<String, Set<String>> recordings = new ConcurrentHashMap<>();

    /** Executions that n8n keeps. */
    final Set<String> executions = ConcurrentHashMap.newKeySet();

    /** So many of the next requests fail with 500. */
    final AtomicInteger failing = new AtomicInteger();

    /** Happens before the next answer. */
    volatile Runnable before = () -> {};

    private final HttpServer server;

    FakeVendors() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/2010-04-01/Accounts/AC1/Calls/", exchange -> {
            String sid = last(exchange);
            boolean deletes = exchange.getRequestMethod().equals("DELETE");
            boolean was = deletes ? calls.remove(sid) : calls.contains(sid);
            answer(exchange, was ? (deletes ? 204 : 200) : 404, "{}");
        });
        server.createContext("/2010-04-01/Accounts/AC1/Recordings.json", exchange -> {
            String call = exchange.getRequestURI().getQuery().replaceAll(".*CallSid=", "");
            var listed = recordings.getOrDefault(call, Set.of()).stream()
                    .map(sid -> Map.of("sid", sid))
                    .toList();
            answer(exchange, 200, Json.write(Map.of("recordings", listed)));
        });
        server.createContext("/2010-04-01/Accounts/AC1/Recordings/", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("Transcriptions.json")) {
                answer(exchange, 200, "{\"transcriptions\":[]}");
                return;
            }
            boolean was = false;
            for (Set<String> some : recordings.values()) was |= some.remove(last(exchange));
            answer(exchange, was ? 204 : 404, "");
        });
        server.createContext("/internal/runtime/executions/forget", exchange -> {
            String id = Json.read(exchange.getRequestBody().readAllBytes(), ForgetExecutionRequest.class)
                    .executionId();
            answer(exchange, 200, Json.write(new ForgetExecutionResponse(executions.remove(id))));
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    boolean nothingLeft() {
        return calls.isEmpty()
                && executions.isEmpty()
                && recordings.values().stream().allMatch(Set::isEmpty);
    }

    private static String last(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().replaceAll(".*/", "").replace(".json", "");
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        before.run();
        boolean fails = failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        byte[] bytes = (fails ? Json.write(Problem.of(ProblemType.INTERNAL, "told to")) : body).getBytes(UTF_8);
        int code = fails ? 500 : status;
        exchange.sendResponseHeaders(code, code == 204 || bytes.length == 0 ? -1 : bytes.length);
        if (code != 204) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
