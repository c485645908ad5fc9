package dev.voiceops.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceClientTest {
    private static final ServiceToken TOKEN = new ServiceToken("0123456789abcdef");
    private static final Duration LONG = Duration.ofSeconds(30);
    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer server;
    private ServiceClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ok", exchange -> {
            boolean known = TOKEN.opens(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(
                    exchange,
                    known ? 200 : 401,
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        });
        server.createContext(
                "/full",
                exchange -> answer(
                        exchange,
                        503,
                        Json.write(
                                Problem.of(ProblemType.NO_CAPACITY, "all busy").in("/full", "r1"))));
        server.createContext("/html", exchange -> answer(exchange, 500, "<h1>oops</h1>"));
        server.createContext("/nonsense", exchange -> answer(exchange, 200, "{\"x\":1}"));
        server.createContext("/stall", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        client = new ServiceClient(TOKEN);
    }

    @AfterEach
    void stop() {
        done.countDown();
        client.close();
        server.stop(0);
    }

    @Test
    void posts_a_record_with_the_credential_and_reads_the_answer() {
        RenewRequest said = new RenewRequest("connector-1", 7);
        assertThat(client.post(at("/ok"), said, RenewRequest.class, LONG)).isEqualTo(said);
    }

    @Test
    void a_refusal_carries_the_problem() {
        assertThatThrownBy(() -> client.get(at("/full"), RenewRequest.class, LONG))
                .isInstanceOfSatisfying(ServiceFailure.Refused.class, refused -> {
                    assertThat(refused.problem().is(ProblemType.NO_CAPACITY)).isTrue();
                    assertThat(refused.problem().requestId()).isEqualTo("r1");
                });
        assertThatThrownBy(() -> client.get(at("/html"), RenewRequest.class, LONG))
                .isInstanceOfSatisfying(
                        ServiceFailure.Refused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(500));
    }

    @Test
    void a_closed_port_a_stalled_body_and_nonsense_are_unreachable() throws IOException {
        unreachable(at("/nonsense"), LONG);
        unreachable(at("/stall"), Duration.ofMillis(300));
        unreachable(URI.create("http://127.0.0.1:1/nobody"), LONG);
    }

    @Test
    void the_token_opens_only_for_itself_and_never_prints() {
        assertThat(TOKEN.opens(TOKEN.header())).isTrue();
        assertThat(TOKEN.opens("bearer 0123456789abcdef")).isTrue();
        assertThat(TOKEN.opens(null)).isFalse();
        assertThat(TOKEN.opens("Bearer 0123456789abcdeg")).isFalse();
        assertThat(TOKEN.opens("Bearer ")).isFalse();
        assertThat(TOKEN.opens("0123456789abcdef")).isFalse();
        assertThat(TOKEN.toString()).doesNotContain("0123");
        assertThatThrownBy(() -> new ServiceToken("short")).isInstanceOf(IllegalArgumentException.class);
    }

    private void unreachable(URI uri, Duration deadline) {
        assertThatThrownBy(() -> client.get(uri, RenewRequest.class, deadline))
                .isInstanceOf(ServiceFailure.Unreachable.class);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
