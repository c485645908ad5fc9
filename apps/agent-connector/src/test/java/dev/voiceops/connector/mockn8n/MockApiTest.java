package dev.voiceops.connector.mockn8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.connector.http.LoopbackEdge;
import dev.voiceops.contracts.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What discovery asks the mock for, over HTTP: n8n's public API and an MCP Server Trigger. */
class MockApiTest {
    @AutoClose
    private final LoopbackEdge edge = new LoopbackEdge(new MockN8n("n8n-key").routes());

    private HttpResponse<String> ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return edge.ask(method, "/mock-n8n/" + path, body, headers);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return ask("GET", path, "", "X-N8N-API-KEY", "n8n-key");
    }

    @Test
    void the_api_lists_all_workflows_over_pages_of_any_size() throws Exception {
        for (int limit = 1; limit <= 4; limit++) {
            List<String> names = new ArrayList<>();
            JsonNode page = Json.tree(get("api/v1/workflows?limit=" + limit).body());
            while (true) {
                page.path("data")
                        .forEach(workflow -> names.add(workflow.path("name").asString()));
                assertThat(page.path("data").size()).isLessThanOrEqualTo(limit);
                if (page.path("nextCursor").isNull()) break;
                page = Json.tree(
                        get("api/v1/workflows?cursor=" + page.path("nextCursor").asString())
                                .body());
            }
            assertThat(names)
                    .as("pages of %d", limit)
                    .containsExactly("voiceops order-status", "voiceops customer-lookup", "voiceops support-ticket");
        }
    }

    @Test
    void a_workflow_shows_its_webhook_and_its_contract() throws Exception {
        JsonNode workflow = Json.tree(get("api/v1/workflows/mockOrderStatus01").body());
        assertThat(workflow.path("active").asBoolean()).isTrue();
        assertThat(workflow.at("/nodes/1/parameters/path").asString()).isEqualTo("order-status");
        assertThat(workflow.at("/nodes/0/parameters/content").asString()).contains("\"input_schema\"");
        assertThat(ask("POST", "webhook/order-status", "{\"order_id\":\"1001\"}", "X-N8N-API-KEY", "n8n-key")
                        .statusCode())
                .as("what it shows is there")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  api/v1/workflows,               X-N8N-API-KEY, wrong,          401",
        "GET,  api/v1/workflows,               Authorization, Bearer n8n-key, 401",
        "GET,  api/v1/workflows/none,          X-N8N-API-KEY, n8n-key,        404",
        "POST, api/v1/workflows,               X-N8N-API-KEY, n8n-key,        405",
        "GET,  api/v1/workflows?limit=0,       X-N8N-API-KEY, n8n-key,        400",
        "GET,  api/v1/workflows?limit=251,     X-N8N-API-KEY, n8n-key,        400",
        "GET,  api/v1/workflows?limit=many,    X-N8N-API-KEY, n8n-key,        400",
        "GET,  api/v1/workflows?cursor=%21,    X-N8N-API-KEY, n8n-key,        400",
        "GET,  api/v1/workflows?cursor=e30=,   X-N8N-API-KEY, n8n-key,        400",
        "POST, mcp/voiceops,                   Authorization, Bearer wrong,   403",
        "GET,  mcp/voiceops,                   Authorization, Bearer n8n-key, 405",
    })
    void what_n8n_refuses_is_refused(String method, String path, String header, String value, int status)
            throws Exception {
        assertThat(ask(method, path, "{}", header, value).statusCode()).isEqualTo(status);
    }

    @Test
    void the_mcp_server_greets_names_a_session_and_lists_its_tools_with_open_schemas() throws Exception {
        var hello = mcp("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}");
        assertThat(message(hello).at("/result/protocolVersion").asString()).isEqualTo("2025-06-18");
        String session = hello.headers().firstValue("mcp-session-id").orElseThrow();
        assertThat(mcp("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .statusCode())
                .isEqualTo(202);

        String list = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
        assertThat(mcp(list).statusCode()).as("without its session").isEqualTo(400);
        JsonNode listed = message(mcp(list, "Mcp-Session-Id", session));
        assertThat(listed.path("id").asInt()).isEqualTo(2);
        JsonNode tools = listed.at("/result/tools");
        assertThat(tools.valueStream().map(tool -> tool.path("name").asString()))
                .containsExactly("order-status", "customer-lookup", "support-ticket");
        assertThat(tools.valueStream()
                        .map(tool ->
                                tool.at("/inputSchema/additionalProperties").asBoolean()))
                .containsOnly(true);
    }

    @Test
    void the_mcp_server_answers_nonsense_as_json_rpc_does() throws Exception {
        assertThat(message(mcp("{\"half\":")).at("/error/code").asInt()).isEqualTo(-32700);
        assertThat(message(mcp("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/burn\"}"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32601);
    }

    private HttpResponse<String> mcp(String body, String... session) throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer n8n-key"));
        headers.addAll(List.of(session));
        return ask("POST", "mcp/voiceops", body, headers.toArray(String[]::new));
    }

    /** The one message of an event stream. */
    private static JsonNode message(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        return Json.tree(answer.body().replaceFirst("(?s)^event: message\ndata: ", ""));
    }
}
