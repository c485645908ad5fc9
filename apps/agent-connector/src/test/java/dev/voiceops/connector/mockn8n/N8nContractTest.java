package dev.voiceops.connector.mockn8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.voiceops.connector.http.LoopbackEdge;
import dev.voiceops.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What n8n answers in each situation, recorded from a real one in {@code automation/n8n/contract}. The mock is held to the record;
 * the record, and the shipped templates, are held to a real n8n when {@code VOICEOPS_N8N_URL} and {@code VOICEOPS_N8N_API_KEY} name
 * one ({@code scripts/real-n8n.sh} installs and starts it). {@code -Dn8n.contract=write} records anew.
 */
class N8nContractTest {
    private static final Path CASES = Path.of("../../automation/n8n/contract/cases.json");
    private static final String TOKEN = "contract-token";
    /** An offer of HTTP/2 makes n8n wait for ever: it takes each upgrade for one to a WebSocket. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AutoClose
    private final LoopbackEdge edge = new LoopbackEdge(new MockN8n(TOKEN).routes());

    /** One situation: the request to the real n8n, how the mock is brought into it, and the recorded answer. */
    record Case(JsonNode json) {
        private String text(String part, String name) {
            return json.path(part).path(name).asString("");
        }

        boolean is(String comparison) {
            return text("mock", "compare").equals(comparison);
        }

        @Override
        public String toString() {
            return "a workflow that " + json.path("name").asString();
        }
    }

    private static JsonNode record() throws IOException {
        return Json.tree(Files.readString(CASES));
    }

    static Stream<Case> cases() throws IOException {
        return record().path("cases").valueStream().map(Case::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_mock_answers_as_the_real_one_did(Case one) throws Exception {
        URI url = edge.uri("/mock-n8n/webhook/" + one.text("mock", "path"));
        HttpResponse<String> is = send(one, url, one.text("mock", "body"), one.text("mock", "fault"));
        assertThat(is.statusCode())
                .isEqualTo(one.json().path("answer").path("status").asInt());
        assertThat(header(is, "content-type")).isEqualTo(one.text("answer", "content_type"));
        assertThat(header(is, "www-authenticate")).isEqualTo(one.text("answer", "www_authenticate"));
        assertThat(!header(is, "x-n8n-execution-id").isEmpty())
                .isEqualTo(one.json().path("answer").path("execution_id").asBoolean());
        String recorded = one.text("answer", "body").replace(one.text("request", "path"), one.text("mock", "path"));
        if (one.is("shape")) {
            assertThat(Json.tree(is.body()).isObject()).isTrue();
            assertThat(Json.tree(is.body()).has("error"))
                    .isEqualTo(Json.tree(recorded).has("error"));
        } else if (one.is("exact")) {
            assertThat(is.body()).isEqualTo(recorded);
        }
    }

    @Test
    void a_real_n8n_answers_as_recorded() throws Exception {
        try (RealN8n n8n = real()) {
            n8n.importContract(Json.tree(Files.readString(CASES.resolveSibling("workflows.json"))), TOKEN);
            JsonNode record = record();
            for (JsonNode each : record.path("cases")) {
                Case one = new Case(each);
                HttpResponse<String> is =
                        send(one, n8n.webhook(one.text("request", "path")), one.text("request", "body"), "");
                ObjectNode now = answer(is);
                if ("write".equals(System.getProperty("n8n.contract"))) ((ObjectNode) each).set("answer", now);
                else assertThat(now).as(one.toString()).isEqualTo(each.path("answer"));
            }
            if ("write".equals(System.getProperty("n8n.contract")))
                Files.writeString(
                        CASES, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n");
        }
    }

    @Test
    void the_shipped_templates_run_on_a_real_n8n_once_for_each_key_and_only_when_signed() throws Exception {
        try (RealN8n n8n = real()) {
            for (String tool : new String[] {"customer-lookup", "order-status", "support-ticket"}) {
                n8n.importTemplate(
                        Json.tree(Files.readString(Path.of("../../automation/n8n/" + tool + ".json"))), TOKEN);
            }
            String ticket = "{\"subject\":\"Tür defekt\",\"details\":\"x\"}";
            String first = n8n.signed("support-ticket", "key-1", ticket, TOKEN).body();
            assertThat(Json.tree(first).path("ticket_id").asString()).startsWith("T-");
            assertThat(n8n.signed("support-ticket", "key-1", ticket, TOKEN).body())
                    .isEqualTo(first);
            assertThat(n8n.signed("support-ticket", "key-2", ticket, TOKEN).body())
                    .isNotEqualTo(first);
            HttpResponse<String> order = n8n.signed("order-status", "key-3", "{\"order_id\":\"10 01\"}", TOKEN);
            assertThat(order.body()).contains("\"order_id\":\"1001\"");
            assertThat(header(order, "x-n8n-execution-id")).isNotEmpty();
            assertThat(n8n.signed("order-status", "key-4", "{\"order_id\":\"4299\"}", TOKEN)
                            .statusCode())
                    .isEqualTo(422);
            assertThat(n8n.signed("customer-lookup", "key-5", "{\"email\":\"tom@example.com\"}", TOKEN)
                            .body())
                    .contains("Tom Okafor");
            HttpResponse<String> forged = n8n.forged("support-ticket", "key-6", ticket, TOKEN);
            assertThat(forged.statusCode()).isEqualTo(401);
            assertThat(forged.body()).contains("signature_refused");
        }
    }

    private static RealN8n real() {
        String url = System.getenv("VOICEOPS_N8N_URL");
        String key = System.getenv("VOICEOPS_N8N_API_KEY");
        assumeTrue(
                url != null && key != null,
                "the contract with a real n8n was not checked: VOICEOPS_N8N_URL and VOICEOPS_N8N_API_KEY are not set "
                        + "(scripts/real-n8n.sh installs one and sets them)");
        return new RealN8n(HTTP, URI.create(String.valueOf(url)), String.valueOf(key));
    }

    private static HttpResponse<String> send(Case one, URI url, String body, String fault) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        one.json()
                .path("request")
                .path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        if (!fault.isEmpty()) request.header("X-Mock-Fault", fault);
        String method = one.text("request", "method");
        request.method(
                method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ObjectNode answer(HttpResponse<String> is) {
        return Json.mapper()
                .createObjectNode()
                .put("status", is.statusCode())
                .put("content_type", header(is, "content-type"))
                .put("www_authenticate", header(is, "www-authenticate"))
                .put("execution_id", !header(is, "x-n8n-execution-id").isEmpty())
                .put("body", is.body());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
