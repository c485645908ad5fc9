package dev.voiceops.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.LaunchRequest;
import dev.voiceops.contracts.LaunchResponse;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A runner by hand: keeps what it was asked, and refuses as often as it is told to. */
final class FakeRunner implements AutoCloseable {
    final BlockingQueue<LaunchRequest> asked = new LinkedBlockingQueue<>();
    final Queue<ProblemType> refusals = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    FakeRunner() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/runtime/agent-sessions/launch", this::launch);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void launch(HttpExchange exchange) throws IOException {
        asked.add(Json.read(exchange.getRequestBody().readAllBytes(), LaunchRequest.class));
        Optional<ProblemType> refusal = Optional.ofNullable(refusals.poll());
        byte[] answer = Json.write(
                        refusal.<Object>map(type -> Problem.of(type, "told to")).orElse(new LaunchResponse("c-1", 1)))
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(refusal.map(ProblemType::status).orElse(200), answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
