package dev.voiceops.control.automation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointClientTest {
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final EndpointClient client = new EndpointClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ok", exchange -> {
            byte[] got = exchange.getRequestBody().readAllBytes();
            String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            byte[] answer = (key + ":" + new String(got, UTF_8)).getBytes(UTF_8);
            exchange.getResponseHeaders().add("X-N8n-Execution-Id", "77");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] kilobyte = new byte[1024];
            for (int i = 0; i < 10_000; i++) exchange.getResponseBody().write(kilobyte);
            exchange.close();
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.createContext("/reset", exchange -> exchange.close());
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        client.close();
        server.stop(0);
    }

    @Test
    void sends_the_body_and_headers_and_brings_back_the_answer_with_its_remote_id() {
        assertThat(send("/ok", 30_000)).isInstanceOfSatisfying(EndpointAnswer.Answered.class, answered -> {
            assertThat(answered.body()).isEqualTo("k1:{}");
            assertThat(answered.remoteId()).contains("77");
        });
    }

    @Test
    void does_not_follow_redirects() {
        assertThat(send("/redirect", 30_000))
                .isInstanceOfSatisfying(
                        EndpointAnswer.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(302));
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void gives_up_on_an_answer_that_is_too_large_or_too_slow_or_cut_off() {
        assertThat(send("/huge", 30_000)).isEqualTo(new EndpointAnswer.Lost("answer_too_large"));
        assertThat(send("/drip", 300)).isEqualTo(new EndpointAnswer.Lost("timeout"));
        assertThat(send("/reset", 30_000)).isEqualTo(new EndpointAnswer.Lost("connection_lost"));
    }

    @Test
    void knows_when_nothing_was_sent() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(send(URI.create("http://127.0.0.1:" + closed + "/"), 30_000))
                .isEqualTo(new EndpointAnswer.NotSent("unreachable"));
        assertThat(send(URI.create("http://no-such-host.invalid/"), 30_000))
                .isEqualTo(new EndpointAnswer.NotSent("unreachable"));
    }

    @Test
    void a_header_that_http_does_not_allow_is_not_sent() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ok");
        for (Map<String, String> bad : List.of(Map.of("X-A", "a\r\nX-B: b"), Map.of("Host", "evil"), Map.of("", "x"))) {
            assertThat(client.send(new EndpointRequest("POST", url, bad, "{}", Duration.ofSeconds(30))))
                    .isEqualTo(new EndpointAnswer.NotSent("request_invalid"));
        }
    }

    private EndpointAnswer send(String path, long deadlineMs) {
        return send(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), deadlineMs);
    }

    private EndpointAnswer send(URI url, long deadlineMs) {
        return client.send(new EndpointRequest(
                "POST",
                url,
                Map.of("Idempotency-Key", "k1", "Content-Type", "application/json"),
                "{}",
                Duration.ofMillis(deadlineMs)));
    }
}
