package dev.voiceops.control.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EgressClientTest {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Set<Integer> peers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final EgressClient client =
            new EgressClient(new EgressConfig(List.of(AllowedHost.parse("127.0.0.1")), EgressConfig.PORTS));
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
        server.createContext("/packed", exchange -> packed(exchange, "{\"a\":1}".getBytes(UTF_8)));
        server.createContext("/bomb", exchange -> packed(exchange, new byte[50_000_000]));
        server.createContext("/peer", exchange -> {
            peers.add(exchange.getRemoteAddress().getPort());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
        });
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
        assertThat(send("/ok", 30_000)).isInstanceOfSatisfying(EgressAnswer.Answered.class, answered -> {
            assertThat(answered.body()).isEqualTo("k1:{}");
            assertThat(answered.header("X-N8N-Execution-Id")).contains("77");
        });
    }

    @Test
    void does_not_follow_redirects() {
        assertThat(send("/redirect", 30_000))
                .isInstanceOfSatisfying(
                        EgressAnswer.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(302));
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void gives_up_on_an_answer_that_is_too_large_or_too_slow_or_cut_off() {
        assertThat(lost(send("/huge", 30_000))).isEqualTo("answer_too_large");
        assertThat(lost(send("/bomb", 30_000))).isEqualTo("answer_too_large");
        assertThat(lost(send("/drip", 300))).isEqualTo("timeout");
        assertThat(lost(send("/reset", 30_000))).isEqualTo("connection_lost");
    }

    @Test
    void knows_when_nothing_was_sent() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(notSent(send("http://127.0.0.1:" + closed, "/", 30_000, Map.of())))
                .isEqualTo("unreachable");
        assertThat(notSent(send("http://no-such-host.invalid", "/", 30_000, Map.of())))
                .isEqualTo("unreachable");
    }

    @Test
    void a_header_that_http_does_not_allow_is_not_sent() {
        for (Map<String, String> bad : List.of(
                Map.of("X-A", "a\r\nX-B: b"),
                Map.of("X-A", "a\nb"),
                Map.of("X-A", "a\0b"),
                Map.of("X-A: b\r\nX-C", "c"),
                Map.of("Host", "evil"),
                Map.of("transfer-encoding", "chunked"),
                Map.of("Content-Length", "0"),
                Map.of("", "x"))) {
            assertThat(notSent(send(base(), "/ok", 30_000, bad))).isEqualTo("request_invalid");
        }
    }

    @Test
    void a_packed_answer_is_unpacked_and_tells_where_the_time_went() {
        assertThat(send("/packed", 30_000))
                .isInstanceOfSatisfying(
                        EgressAnswer.Answered.class,
                        answered -> assertThat(answered.body()).isEqualTo("{\"a\":1}"));
        assertThat(send("/drip", 300).timings().read()).isPositive();
    }

    @Test
    void only_what_may_be_asked_again_goes_over_a_used_connection() {
        for (int i = 0; i < 3; i++) send("/peer", 30_000);
        assertThat(peers).hasSize(3);
        peers.clear();
        for (int i = 0; i < 3; i++) {
            client.send(new EgressRequest("GET", base(), "/peer", "", Map.of(), "", Duration.ofSeconds(30), true));
        }
        assertThat(peers).hasSize(1);
    }

    private EgressAnswer send(String path, long deadlineMs) {
        return send(base(), path, deadlineMs, Map.of("Idempotency-Key", "k1"));
    }

    private EgressAnswer send(String base, String path, long deadlineMs, Map<String, String> headers) {
        return client.send(
                new EgressRequest("POST", base, path, "", headers, "{}", Duration.ofMillis(deadlineMs), false));
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void packed(HttpExchange exchange, byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, bytes.size());
        exchange.getResponseBody().write(bytes.toByteArray());
        exchange.close();
    }

    private static String lost(EgressAnswer answer) {
        return ((EgressAnswer.Lost) answer).code();
    }

    private static String notSent(EgressAnswer answer) {
        return ((EgressAnswer.NotSent) answer).code();
    }
}
