package dev.voiceops.vendors.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.voiceops.vendors.PhoneLine.Outcome;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure.Kind;
import dev.voiceops.vendors.wire.RawHttpServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioRestTest {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final RawHttpServer server = new RawHttpServer();
    private final List<Duration> pauses = new ArrayList<>();
    private final TwilioRest line = line(server.base());

    @AfterEach
    void close() throws IOException {
        http.close();
        server.close();
    }

    @Test
    void hangs_up() {
        var order = order(() -> line.hangUp("CA1"));
        var request = server.next();
        assertThat(request.head()).startsWith("POST /2010-04-01/Accounts/AC1/Calls/CA1.json HTTP/1.1\r\n");
        assertThat(request.head())
                .contains(
                        "Authorization: Basic QUMxOnNlY3JldA==\r\n", "Content-Type: application/x-www-form-urlencoded");
        assertThat(request.body()).isEqualTo("Status=completed");
        request.answer(200, "{\"sid\":\"CA1\",\"status\":\"completed\"}");
        assertThat(order.join()).isEqualTo(Outcome.DONE);
    }

    @Test
    void redirects_with_instructions_or_to_a_place() {
        var inline = order(() -> line.redirect("CA1", "<Response><Say>a & b</Say></Response>"));
        var request = server.next();
        assertThat(request.body()).isEqualTo("Twiml=%3CResponse%3E%3CSay%3Ea+%26+b%3C%2FSay%3E%3C%2FResponse%3E");
        request.answer(200, "{}");
        assertThat(inline.join()).isEqualTo(Outcome.DONE);
        var elsewhere = order(() -> line.redirect("CA1", URI.create("https://a.example/t?x=1&y=2")));
        request = server.next();
        assertThat(request.body()).isEqualTo("Url=https%3A%2F%2Fa.example%2Ft%3Fx%3D1%26y%3D2&Method=POST");
        request.answer(200, "{}");
        assertThat(elsewhere.join()).isEqualTo(Outcome.DONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | {"code":20404,"message":"not found","status":404}
            400 | {"code":21220,"message":"Call is not in-progress","status":400}
            404 | not json
            """)
    void a_call_that_is_over_is_no_error(int status, String body) {
        var order = order(() -> line.hangUp("CA1"));
        server.next().answer(status, body);
        assertThat(order.join()).isEqualTo(Outcome.ALREADY_ENDED);
    }

    @Test
    void an_order_that_was_not_processed_is_repeated_with_growing_waits() {
        var order = order(() -> line.redirect("CA1", "<Response/>"));
        server.next().answer(429, "{\"code\":20429,\"status\":429}");
        server.next().answer(429, "{\"code\":20429,\"status\":429}", "Retry-After: 2");
        server.next().answer(429, "{\"code\":20429,\"status\":429}", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT");
        server.next().answer(200, "{}");
        assertThat(order.join()).isEqualTo(Outcome.DONE);
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
        assertThat(pauses.get(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void throttling_without_end_is_a_failure_that_may_pass() {
        var order = order(() -> line.hangUp("CA1"));
        for (int i = 0; i < 4; i++) server.next().answer(429, "{\"code\":20429}");
        fails(order, Kind.TRANSIENT, "20429");
        assertThat(server.nobodyAsked()).isTrue();
    }

    @Test
    void a_redirect_of_which_nobody_knows_whether_it_was_done_is_never_repeated() {
        var order = order(() -> line.redirect("CA1", "<Response/>"));
        server.next().answer(503, "");
        fails(order, Kind.TRANSIENT, "503");
        var cut = order(() -> line.redirect("CA1", "<Response/>"));
        server.next().close();
        fails(cut, Kind.TRANSIENT, "io");
        assertThat(server.nobodyAsked()).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_hang_up_may_be_done_twice_and_is_repeated() {
        var order = order(() -> line.hangUp("CA1"));
        server.next().answer(500, "{\"code\":20500}");
        server.next().close();
        server.next().answer(404, "{\"code\":20404}");
        assertThat(order.join()).isEqualTo(Outcome.ALREADY_ENDED);
    }

    @ParameterizedTest
    @CsvSource({"401, 20003, AUTH", "403, 20403, AUTH", "400, 10001, AUTH", "400, 21205, PROTOCOL"})
    void refusals_are_told_apart_and_not_repeated(int status, String code, Kind kind) {
        var order = order(() -> line.hangUp("CA1"));
        server.next()
                .answer(status, "{\"code\":" + code + ",\"message\":\"about +15551234567\"}", "Twilio-Request-Id: RQ1");
        fails(order, kind, code);
        assertThat(server.nobodyAsked()).isTrue();
    }

    @Test
    void an_unreachable_vendor_is_tried_again_because_nothing_was_sent() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nowhere = line(URI.create("http://127.0.0.1:" + free));
        fails(order(() -> nowhere.redirect("CA1", "<Response/>")), Kind.TRANSIENT, "connect");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void nonsense_is_refused_before_it_is_sent() {
        assertThatIllegalArgumentException().isThrownBy(() -> line.hangUp("../Accounts/AC2/Calls/CA1"));
        assertThatIllegalArgumentException().isThrownBy(() -> line.redirect("CA1", " ".repeat(4001)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwilioAccount(server.base(), "nope", "nope", "secret"));
        assertThat(new TwilioAccount(server.base(), "AC1", "AC1", "secret").toString())
                .doesNotContain("secret");
        assertThat(server.nobodyAsked()).isTrue();
    }

    private TwilioRest line(URI base) {
        var account = new TwilioAccount(URI.create(base + "/2010-04-01"), "AC1", "AC1", "secret");
        return new TwilioRest(http, account, pauses::add);
    }

    private static CompletableFuture<Outcome> order(Supplier<Outcome> order) {
        return CompletableFuture.supplyAsync(order, task -> Thread.ofVirtual().start(task));
    }

    private static void fails(CompletableFuture<Outcome> order, Kind kind, String code) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(order::join)
                .havingCause()
                .isInstanceOfSatisfying(VendorException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(kind);
                    assertThat(e.failure().code()).isEqualTo(code);
                    assertThat(e).message().doesNotContain("+1555");
                });
    }
}
