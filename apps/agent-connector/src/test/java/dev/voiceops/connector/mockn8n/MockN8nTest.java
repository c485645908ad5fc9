package dev.voiceops.connector.mockn8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.connector.http.HttpEdge;
import dev.voiceops.connector.http.LoopbackEdge;
import dev.voiceops.contracts.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Asked over HTTP, as the gateway asks it. */
class MockN8nTest {
    @AutoClose
    private final LoopbackEdge edge = new LoopbackEdge(new MockN8n("n8n-key").routes());

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer n8n-key"));
        all.addAll(List.of(headers));
        return edge.ask("POST", "/mock-n8n/" + path, body, all.toArray(String[]::new));
    }

    @Test
    void an_order_is_found_by_its_number_and_told_in_words() throws Exception {
        HttpResponse<String> answer = post("webhook/order-status", "{\"order_id\":\"10 01\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-N8N-Execution-Id")).contains("1");
        assertThat(Json.tree(answer.body()).path("order_id").asString()).isEqualTo("1001");
        assertThat(Json.tree(answer.body()).path("summary").asString()).startsWith("Order 1001 ");
    }

    @Test
    void business_errors_come_as_422_with_a_code() throws Exception {
        assertThat(post("order-status", "{\"order_id\":\"4299\"}").statusCode()).isEqualTo(422);
        assertThat(post("order-status", "{\"order_id\":\"4299\"}").body()).contains("\"order_not_found\"");
        assertThat(post("customer-lookup", "{\"phone\":\"+19\"}").body()).contains("\"customer_not_found\"");
        assertThat(post("customer-lookup", "{\"phone\":\"+15550100102\"}").body())
                .contains("Tom Okafor");
    }

    @Test
    void one_idempotency_key_opens_one_ticket() throws Exception {
        String ticket = "{\"subject\":\"broken\"}";
        String first = post("support-ticket", ticket, "Idempotency-Key", "k1").body();
        String again = post("support-ticket?fault=error_after", ticket, "Idempotency-Key", "k2")
                .body();
        assertThat(again).contains("Error in workflow");
        assertThat(post("support-ticket", ticket, "Idempotency-Key", "k1").body())
                .isEqualTo(first);
        assertThat(post("support-ticket", ticket, "Idempotency-Key", "k2").body())
                .contains("T-5002");
        assertThat(post("support-ticket", ticket, "Idempotency-Key", "k3").body())
                .contains("T-5003");
    }

    @Test
    void a_wrong_or_missing_key_is_403_in_plain_text_and_either_header_will_do() throws Exception {
        HttpResponse<String> refused = edge.ask("POST", "/mock-n8n/order-status", "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("Authorization data is wrong!");
        assertThat(refused.headers().firstValue("Content-Type")).isEmpty();
        HttpResponse<String> byKey =
                edge.ask("POST", "/mock-n8n/order-status", "{\"order_id\":1001}", "X-N8N-API-KEY", "n8n-key");
        assertThat(byKey.statusCode()).isEqualTo(200);
    }

    @Test
    void unknown_paths_and_methods_are_404_as_n8n_says_it() throws Exception {
        HttpResponse<String> unknown = post("weather", "{}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Json.tree(unknown.body()).path("message").asString())
                .isEqualTo("The requested webhook \"POST weather\" is not registered.");
        HttpResponse<String> get = edge.ask("GET", "/mock-n8n/order-status", "");
        assertThat(get.statusCode()).isEqualTo(404);
        assertThat(get.body()).contains("not registered for GET requests");
    }

    @Test
    void faults_come_on_request_by_query_or_header() throws Exception {
        String order = "{\"order_id\":\"1001\"}";
        assertThat(post("order-status?fault=error", order).statusCode()).isEqualTo(500);
        assertThat(post("order-status", order, "X-Mock-Fault", "error").body())
                .isEqualTo("{\"message\":\"Error in workflow\"}");
        HttpResponse<String> empty = post("order-status?fault=empty", order);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(empty.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        long before = System.nanoTime();
        assertThat(post("order-status?fault=slow:60", order).statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - before).isGreaterThan(60_000_000);
        assertThat(post("order-status?fault=nonsense", order).statusCode()).isEqualTo(400);
    }

    @Test
    void under_a_concurrency_limit_executions_wait_in_silence_one_behind_the_other() throws Exception {
        long before = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.of("1001", "1002", "1003")
                .map(order -> edge.request(
                        "POST",
                        "/mock-n8n/order-status?fault=queue:50",
                        "{\"order_id\":\"" + order + "\"}",
                        "Authorization",
                        "Bearer n8n-key"))
                .map(request -> edge.http().sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();
        for (var answer : answers)
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - before).isGreaterThan(3 * 50_000_000L);
    }

    @Test
    void a_body_that_is_not_json_is_422_and_a_huge_one_413() throws Exception {
        assertThat(post("order-status", "{").statusCode()).isEqualTo(422);
        assertThat(post("order-status", "\"" + "x".repeat(HttpEdge.LARGEST_BODY) + "\"")
                        .statusCode())
                .isEqualTo(413);
    }
}
