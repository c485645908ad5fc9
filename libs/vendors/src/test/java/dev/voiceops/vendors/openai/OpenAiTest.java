package dev.voiceops.vendors.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.vendors.LlmCall;
import dev.voiceops.vendors.LlmDeadlines;
import dev.voiceops.vendors.LlmOptions;
import dev.voiceops.vendors.LlmRequest;
import dev.voiceops.vendors.wire.Heard;
import dev.voiceops.vendors.wire.ManualPulse;
import dev.voiceops.vendors.wire.RawHttpServer;
import dev.voiceops.vendors.wire.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiTest {
    private static final String WORD =
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]}";
    private static final String ROLE =
            "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}";
    private static final String STOP = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    private final ManualPulse pulse = new ManualPulse();
    private final Wire wire = Wire.with(pulse);
    private final RawHttpServer server = new RawHttpServer();
    private final Heard heard = new Heard();

    @AfterEach
    void close() throws IOException {
        wire.close();
        server.close();
    }

    @Test
    void streams_an_answer_as_it_comes() {
        ask();
        var exchange = server.next();
        assertThat(exchange.head()).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
        assertThat(exchange.head())
                .contains("Authorization: Bearer sk-test\r\n")
                .doesNotContain("Upgrade");
        exchange.stream(
                "x-request-id: req_7",
                "x-ratelimit-remaining-requests: 99",
                "x-ratelimit-reset-tokens: 6m0s",
                "x-ratelimit-reset-requests: -1");
        heard.expect("first byte req_7", "limits 99 PT6M");
        exchange.data(ROLE, WORD);
        heard.expect("text Hi");
        exchange.data(WORD, STOP, "{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}", "[DONE]");
        heard.expect("text Hi");
        assertThat(heard.next()).startsWith("done STOP Usage[promptTokens=1");
        exchange.close();
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void a_stream_that_ends_without_done_after_its_finish_is_complete() {
        ask();
        var exchange = server.next();
        exchange.stream();
        exchange.data(WORD);
        exchange.send("data: " + STOP);
        heard.expect("first byte ", "text Hi");
        exchange.close();
        heard.expect("done STOP null");
    }

    @Test
    void a_finished_answer_does_not_wait_long_for_its_usage() {
        ask();
        var exchange = server.next();
        exchange.stream();
        exchange.data(WORD);
        heard.expect("first byte ", "text Hi");
        exchange.data("{\"choices\":[{\"delta\":{\"content\":\"!\"},\"finish_reason\":\"stop\"}]}");
        heard.expect("text !");
        pulse.advance(1_050);
        heard.expect("done STOP null");
        exchange.awaitGone();
    }

    @Test
    void a_cut_stream_is_a_failure() {
        ask();
        var exchange = server.next();
        exchange.stream("x-request-id: req_8");
        exchange.data(WORD);
        heard.expect("first byte req_8", "text Hi");
        exchange.close();
        heard.expect("failed TRANSIENT cut req_8");
    }

    @Test
    void cancelling_drops_the_connection_at_once_and_is_silent() {
        var call = ask();
        var exchange = server.next();
        exchange.stream();
        exchange.data(WORD);
        heard.expect("first byte ", "text Hi");
        call.cancel();
        exchange.awaitGone();
        call.cancel();
        pulse.advance(60_000);
        assertThat(heard.isEmpty()).isTrue();
        assertThat(pulse.waiting()).isZero();
    }

    @Test
    void cancelling_before_any_answer_drops_the_connection_too() {
        var call = ask();
        var exchange = server.next();
        call.cancel();
        exchange.awaitGone();
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void no_first_word_in_time_is_a_failure_though_comments_and_roles_come() {
        ask();
        var exchange = server.next();
        exchange.stream();
        heard.expect("first byte ");
        exchange.data(ROLE);
        exchange.send(": keep-alive\n\n");
        pulse.advance(2_000);
        heard.expect("failed TRANSIENT first_token null");
        exchange.awaitGone();
    }

    @Test
    void headers_that_never_come_are_a_failure() {
        ask();
        var exchange = server.next();
        pulse.advance(2_000);
        heard.expect("failed TRANSIENT first_token null");
        exchange.awaitGone();
    }

    @Test
    void a_gap_between_words_is_a_failure() {
        ask();
        var exchange = server.next();
        exchange.stream();
        exchange.data(WORD);
        heard.expect("first byte ", "text Hi");
        pulse.advance(900);
        exchange.data(WORD);
        heard.expect("text Hi");
        pulse.advance(900);
        exchange.data(ROLE);
        pulse.advance(150);
        heard.expect("failed TRANSIENT token_gap null");
        exchange.awaitGone();
    }

    @Test
    void an_answer_that_never_ends_is_a_failure() {
        ask();
        var exchange = server.next();
        exchange.stream();
        heard.expect("first byte ");
        for (int i = 0; i < 10; i++) {
            exchange.data(WORD);
            heard.expect("text Hi");
            pulse.advance(500);
        }
        heard.expect("failed TRANSIENT total_time null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error":{"message":"secret words","type":"invalid_request_error","param":null,"code":null}} | PROTOCOL invalid_request_error
            401 | {"error":{"message":"Incorrect API key provided: sk-te*t","type":"invalid_request_error","code":"invalid_api_key"}} | AUTH invalid_api_key
            403 | forbidden | AUTH http_403
            404 | {"error":{"type":"invalid_request_error","code":"model_not_found"}} | PROTOCOL model_not_found
            408 | {} | TRANSIENT http_408
            409 | {} | TRANSIENT http_409
            422 | [] | PROTOCOL http_422
            429 | {"error":{"type":"requests","code":"rate_limit_exceeded"}} | TRANSIENT rate_limit_exceeded
            429 | {"error":{"type":"insufficient_quota","code":"insufficient_quota"}} | QUOTA insufficient_quota
            429 | {"error":{"type":"insufficient_quota","code":"credit_balance_exhausted"}} | QUOTA credit_balance_exhausted
            500 | {"error":{"type":"server_error","code":null}} | TRANSIENT server_error
            503 | {"error":{"type":"service_unavailable_error","code":"slow_down"}} | TRANSIENT slow_down
            """)
    void refusals_are_told_apart(int status, String body, String expected) {
        ask();
        server.next().answer(status, body, "x-request-id: req_9", "Content-Type: application/json");
        heard.expect("failed " + expected + " req_9");
    }

    @Test
    void nobody_there_is_a_failure_to_connect() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        ask(URI.create("http://127.0.0.1:" + free));
        heard.expect("failed TRANSIENT connect null");
    }

    @Test
    void a_connection_that_dies_before_the_head_is_a_failure() {
        ask();
        server.next().close();
        heard.expect("failed TRANSIENT connect null");
    }

    @Test
    void warming_up_asks_for_the_models_and_survives_any_answer() throws Exception {
        var warming = Thread.ofVirtual().start(() -> openAi(server.base()).warm());
        var exchange = server.next();
        assertThat(exchange.head()).startsWith("GET /v1/models HTTP/1.1\r\n");
        exchange.answer(404, "");
        warming.join();
    }

    private LlmCall ask() {
        return ask(server.base());
    }

    private LlmCall ask(URI base) {
        var deadlines = new LlmDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(5));
        var options = new LlmOptions("gpt-test", null, null, null);
        var request = new LlmRequest(options, "Be kind.", List.of(), List.of(), true, "", deadlines);
        return openAi(base).ask(request, new ChatStreamTest.WrittenDown(heard));
    }

    private OpenAi openAi(URI base) {
        return new OpenAi(wire, new OpenAiConfig(URI.create(base + "/v1"), "sk-test"));
    }
}
