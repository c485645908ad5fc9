package dev.voiceops.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voiceops.contracts.ConnectRequest;
import dev.voiceops.contracts.ConnectResponse;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.store.Connector;
import dev.voiceops.store.Connectors;
import dev.voiceops.store.Db;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector by hand: says hello to the database, and answers connects as it is told. It has no limit of its own. */
final class FakeConnector implements AutoCloseable {
    /** How it answers. */
    enum Mood {
        CLAIMS,
        FULL,
        DRAINING,
        GONE,
        SILENT
    }

    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger claimed = new AtomicInteger();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final HttpServer server;
    private final Db db;
    private final String id;
    private volatile Mood mood = Mood.CLAIMS;

    FakeConnector(Db db, String id) throws IOException {
        this.db = db;
        this.id = id;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/runtime/connect", this::connect);
        server.start();
    }

    FakeConnector feels(Mood newMood) {
        mood = newMood;
        return this;
    }

    FakeConnector hello(int capacity, boolean draining) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Connector said = new Connector(id, url, null, capacity, 0, draining, Instant.EPOCH);
        db.platform(Specimen.TEST, Specimen.TESTER, tx -> {
            Connectors.heartbeat(tx, said);
            return id;
        });
        return this;
    }

    @Override
    public void close() {
        stopping.countDown();
        server.stop(0);
        db.platform(Specimen.TEST, Specimen.TESTER, tx -> {
            Connectors.remove(tx, id);
            return id;
        });
    }

    private void connect(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        ConnectRequest request = Json.read(exchange.getRequestBody().readAllBytes(), ConnectRequest.class);
        switch (mood) {
            case CLAIMS -> claim(exchange, request);
            case FULL -> answer(exchange, 503, Problem.of(ProblemType.NO_CAPACITY, "full"));
            case DRAINING -> answer(exchange, 503, Problem.of(ProblemType.DRAINING, "draining"));
            case GONE -> answer(exchange, 409, Problem.of(ProblemType.DISPATCH_GONE, "gone"));
            case SILENT -> {
                try {
                    stopping.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
        }
    }

    private void claim(HttpExchange exchange, ConnectRequest request) throws IOException {
        boolean won = db.platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> Dispatches.claim(tx, new DispatchId(request.dispatchId()), id, Duration.ofMinutes(5)))
                .isPresent();
        if (won) claimed.incrementAndGet();
        answer(
                exchange,
                won ? 200 : 409,
                won ? new ConnectResponse(request.callId(), id) : Problem.of(ProblemType.DISPATCH_GONE, "gone"));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Json.write(body).getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
