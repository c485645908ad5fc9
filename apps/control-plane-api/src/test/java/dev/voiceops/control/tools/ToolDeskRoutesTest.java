package dev.voiceops.control.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools, where they are served, their integration's gate, and executions, over HTTP. */
class ToolDeskRoutesTest {
    private static final String TOOL = """
            {"name":"cancel","description":"Cancels an order.","class":"irreversible","timeout_ms":5000,
             "input_schema":{"type":"object","properties":{"order_id":{"type":"string"}},"required":["order_id"]},
             "read_back":"Shall I cancel order {order_id}?","max_per_call":2}""";
    private static ControlPlaneUnderTest role;
    private static String operator;
    private static String admin;
    private Specimen acme;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        operator = role.bearer(Role.INTERNAL_OPERATOR);
        admin = role.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @BeforeEach
    void tenant() {
        acme = Specimen.plant(role.db());
    }

    @Test
    void a_tool_is_made_shown_listed_changed_and_put_away() {
        JsonNode made = made(TOOL);
        assertThat(made.path("read_back").asString()).isEqualTo("Shall I cancel order {order_id}?");
        assertThat(made.path("max_per_call").asInt()).isEqualTo(2);
        assertThat(made.path("retries").asInt()).isZero();
        String id = made.path("id").asString();
        assertThat(get("/internal/tools/" + id)).isEqualTo(made);
        assertThat(get("/internal/tools").path("items").size()).isEqualTo(1);
        String other = TOOL.replace("\"max_per_call\":2", "\"max_per_call\":7").replace(" order {order_id}?", " it?");
        JsonNode changed = role.send(operator, "PUT", at("/internal/tools/" + id), other, 200, JsonNode.class);
        assertThat(changed.path("max_per_call").asInt()).isEqualTo(7);
        assertThat(changed.path("read_back").asString()).isEqualTo("Shall I cancel it?");
        refused("PUT", "/internal/tools/" + id, TOOL.replace("\"cancel\"", "\"renamed\""), ProblemType.INVALID_REQUEST);
        refused("POST", "/internal/tools", TOOL, ProblemType.TAKEN);
        assertThat(role.send(operator, "DELETE", at("/internal/tools/" + id), null)
                        .statusCode())
                .isEqualTo(204);
        refused("GET", "/internal/tools/" + id, null, ProblemType.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|\"a b\"|name: letters",
                "class|\"deadly\"|class",
                "timeout_ms|99|timeout_ms: must be from 100 to 120000",
                "retries|1|retries: must be from 0 to 0",
                "max_per_call|0|max_per_call: must be from 1",
                "input_schema|{\"type\":\"array\"}|input_schema/type: must be \"object\"",
                "output_schema|{\"$ref\":\"https://x.example/s\"}|output_schema/$ref: must point into this schema",
                "read_back|\"Cancel it.\"|read_back: must be a question",
                "read_back|\"Shall I cancel {invoice}?\"|read_back: {invoice} is no argument"
            })
    void what_is_wrong_with_a_tool_is_named(String field, String value, String fault) {
        ObjectNode tool = (ObjectNode) Json.tree(TOOL);
        tool.set(field, Json.tree(value));
        assertThat(refused("POST", "/internal/tools", tool.toString(), ProblemType.INVALID_REQUEST))
                .contains(fault);
    }

    @Test
    void a_tool_is_served_below_an_integration_and_nowhere_else() {
        String id = made(TOOL).path("id").asString();
        String path = "/internal/tools/" + id + "/endpoints";
        refused("GET", path, null, ProblemType.NOT_FOUND);
        String n8n = integration();
        JsonNode served = role.send(
                operator,
                "PUT",
                at(path),
                Map.of("integration_id", n8n, "path", "/cancel", "headers", Map.of("X-Key", "{secret}")),
                200,
                JsonNode.class);
        assertThat(served.path("endpoint").path("method").asString()).isEqualTo("POST");
        assertThat(get(path).path("headers").path("X-Key").asString()).isEqualTo("{secret}");
        for (Map<String, Object> wrong : java.util.List.<Map<String, Object>>of(
                Map.of("path", "/cancel"),
                Map.of("integration_id", n8n, "path", "cancel"),
                Map.of("integration_id", n8n, "path", "/../admin"),
                Map.of("integration_id", n8n, "path", "/x", "method", "TRACE"),
                Map.of("integration_id", n8n, "path", "/x", "headers", Map.of("Host", "evil.example")),
                Map.of("integration_id", UUID.randomUUID(), "path", "/x"))) {
            refused("PUT", path, Json.write(wrong), ProblemType.INVALID_REQUEST);
        }
        assertThat(role.send(operator, "DELETE", at(path), null).statusCode()).isEqualTo(204);
        refused("GET", path, null, ProblemType.NOT_FOUND);
    }

    @Test
    void how_many_requests_may_be_under_way_is_shown_and_changed_and_a_signing_key_is_shown_once() {
        String n8n = "/internal/integrations/" + integration();
        assertThat(get(n8n + "/gate").path("limit").asInt()).isEqualTo(8);
        assertThat(get(n8n + "/gate").path("circuit").asString()).isEqualTo("closed");
        JsonNode changed = role.send(admin, "PUT", at(n8n + "/gate"), Map.of("max_concurrent", 3), 200, JsonNode.class);
        assertThat(changed.path("limit").asInt()).isEqualTo(3);
        assertThat(get(n8n + "/gate").path("limit").asInt()).isEqualTo(3);
        ControlPlaneUnderTest.problem(
                role.send(admin, "PUT", at(n8n + "/gate"), Map.of("max_concurrent", 0)), ProblemType.INVALID_REQUEST);
        ControlPlaneUnderTest.problem(
                role.send(operator, "PUT", at(n8n + "/gate"), Map.of("max_concurrent", 3)), ProblemType.FORBIDDEN);
        JsonNode first = role.send(admin, "POST", at(n8n + "/signing-key"), null, 200, JsonNode.class);
        JsonNode second = role.send(admin, "POST", at(n8n + "/signing-key"), null, 200, JsonNode.class);
        assertThat(first.path("signing_key").asString())
                .hasSizeGreaterThan(40)
                .isNotEqualTo(second.path("signing_key").asString());
        assertThat(get(n8n).toString())
                .doesNotContain(second.path("signing_key").asString());
    }

    @Test
    void an_unknown_outcome_is_found_among_the_unresolved_and_resolved_once() {
        ToolId tool = ToolId.parse(made(TOOL).path("id").asString());
        String unknown = execution(tool, "c1", ToolExecution.Status.UNKNOWN);
        String done = execution(tool, "c2", ToolExecution.Status.SUCCEEDED);
        assertThat(get("/internal/executions").path("items").size()).isEqualTo(2);
        JsonNode open = get("/internal/executions", "&unresolved=true").path("items");
        assertThat(open.size()).isEqualTo(1);
        assertThat(open.get(0).path("id").asString()).isEqualTo(unknown);
        assertThat(get("/internal/executions", "&status=succeeded")
                        .path("items")
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(done);
        assertThat(get("/internal/executions", "&tool_id=" + UUID.randomUUID())
                        .path("items")
                        .size())
                .isZero();
        assertThat(get("/internal/executions/" + unknown).path("attempts").size())
                .isZero();
        String resolve = "/internal/executions/" + unknown + "/resolve";
        String finding = "{\"came_to\":\"not_done\",\"note\":\"The order is open in the shop.\"}";
        refused("POST", resolve, "{\"came_to\":\"maybe\",\"note\":\"x\"}", ProblemType.INVALID_REQUEST);
        refused("POST", resolve, "{\"came_to\":\"done\",\"note\":\" \"}", ProblemType.INVALID_REQUEST);
        JsonNode resolved = role.send(operator, "POST", at(resolve), finding, 200, JsonNode.class);
        assertThat(resolved.path("status").asString())
                .as("what the caller was told stays")
                .isEqualTo("unknown");
        assertThat(resolved.path("resolution").path("came_to").asString()).isEqualTo("not_done");
        refused("POST", resolve, finding, ProblemType.NOT_IN_THIS_STATE);
        refused("POST", "/internal/executions/" + done + "/resolve", finding, ProblemType.NOT_IN_THIS_STATE);
        assertThat(get("/internal/executions", "&unresolved=true").path("items").size())
                .isZero();
    }

    private String execution(ToolId tool, String toolCall, ToolExecution.Status status) {
        var call = acme.call();
        ExecutionId id = ExecutionId.create();
        role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> run(tx, tool, new Run(call, id, toolCall, status)));
        return id.toString();
    }

    private record Run(dev.voiceops.store.CallId call, ExecutionId id, String toolCall, ToolExecution.Status status) {}

    private static boolean run(TenantTx tx, ToolId tool, Run run) {
        var begun = new ToolExecution.New(
                run.id(),
                run.call(),
                tool,
                run.toolCall(),
                "key-" + run.toolCall() + run.id(),
                ToolClass.WRITE,
                "{}",
                "t",
                null,
                Duration.ofSeconds(1));
        ToolExecutions.start(tx, begun, new ToolExecutions.Quota(10, 10));
        return ToolExecutions.finish(tx, run.id(), new ToolExecution.Finish(run.status(), null, null, null, "{}"));
    }

    private JsonNode made(String tool) {
        return role.send(operator, "POST", at("/internal/tools"), tool, 201, JsonNode.class);
    }

    private String integration() {
        String wanted =
                "{\"kind\":\"n8n\",\"name\":\"n8n\",\"base_url\":\"https://n.example\",\"secret\":\"a-long-secret\"}";
        return role.send(admin, "POST", at("/internal/integrations"), wanted, 201, JsonNode.class)
                .path("id")
                .asString();
    }

    private JsonNode get(String path) {
        return get(path, "");
    }

    private JsonNode get(String path, String query) {
        return role.send(operator, "GET", at(path) + query, null, 200, JsonNode.class);
    }

    private String refused(String method, String path, @Nullable String body, ProblemType type) {
        HttpResponse<String> answer = role.send(operator, method, at(path), body);
        return String.valueOf(ControlPlaneUnderTest.problem(answer, type).detail());
    }

    private String at(String path) {
        return path + "?tenant_id=" + acme.tenant();
    }
}
