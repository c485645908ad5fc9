package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolCatalog;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Agents;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ToolGatewayTest {
    private static final String INPUT = "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\"}},"
            + "\"required\":[\"order_id\"],\"additionalProperties\":false}";
    private static final String OUTPUT = "{\"type\":\"object\",\"properties\":{\"status\":{\"type\":\"string\"}}}";
    private static final String GOOD = "{\"order_id\":\"A1\"}";

    private static ControlPlaneUnderTest role;
    private static final String NINE = "{\"order_id\":\"NINE\"}";
    private static FakeAutomation automation;
    private static Specimen acme;
    private static CallId call;

    @BeforeAll
    static void start() throws IOException {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        automation = new FakeAutomation();
        List<AgentSnapshot.Tool> pinned = List.of(
                pinned("order_status", ToolClass.READ, 30_000),
                pinned("keyed", ToolClass.READ, 30_000),
                pinned("flaky", ToolClass.READ, 30_000),
                pinned("slow_read", ToolClass.READ, 300),
                pinned("slow_write", ToolClass.WRITE, 300),
                pinned("empty", ToolClass.READ, 30_000),
                pinned("odd", ToolClass.READ, 30_000),
                pinned("outside", ToolClass.READ, 30_000));
        AgentSnapshot snapshot = SampleAgent.snapshot(pinned, null);
        acme = Specimen.plant(role.db());
        VersionId version = new VersionId(snapshot.id());
        role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> furnish(tx, version, snapshot));
        acme = new Specimen(role.db(), acme.tenant(), acme.agent(), version, acme.number());
        call = acme.call();
    }

    @AfterAll
    static void stop() {
        role.close();
        automation.close();
    }

    @Test
    void a_tool_is_executed_with_the_secret_and_a_key_of_its_own_and_stands_on_record() {
        ToolOutcome outcome = run("order_status", "call_1", GOOD);
        assertThat(outcome.status()).isEqualTo(ToolOutcome.Status.SUCCEEDED);
        assertThat(outcome.outputJson()).isEqualTo(Json.tree("{\"status\":\"shipped\"}"));
        var request = automation.asked.stream()
                .filter(asked -> asked.path().equals("/webhook/order-status"))
                .findFirst()
                .orElseThrow();
        assertThat(request.bearer()).isEqualTo("Bearer n8n-secret");
        assertThat(request.body()).isEqualTo(GOOD);
        assertThat(request.key()).matches("[0-9a-f]{40}");
        ToolExecution execution = execution(outcome.executionId());
        assertThat(execution.status()).isEqualTo(ToolExecution.Status.SUCCEEDED);
        assertThat(attempts(execution)).singleElement().satisfies(attempt -> {
            assertThat(attempt.httpStatus()).isEqualTo(200);
            assertThat(attempt.errorCode()).isNull();
        });
    }

    @Test
    void an_endpoint_may_want_the_secret_in_a_header_of_its_own() {
        assertThat(run("keyed", "call_0", GOOD).status()).isEqualTo(ToolOutcome.Status.SUCCEEDED);
        assertThat(automation.asked.stream().filter(asked -> asked.path().equals("/webhook/keyed")))
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.apiKey()).isEqualTo("n8n-secret");
                    assertThat(asked.bearer()).isEqualTo("null");
                });
    }

    @Test
    void by_id_and_by_name_reach_the_same_tool_and_the_catalogue_lists_what_is_allowed() {
        ToolCatalog catalog = Json.read(
                role.get("/internal/automation/tools/catalog?call_id=" + call).body(), ToolCatalog.class);
        assertThat(catalog.tools())
                .extracting(ToolCatalog.Entry::name)
                .contains("order_status")
                .doesNotContain("refund");
        UUID id = catalog.tools().stream()
                .filter(entry -> entry.name().equals("order_status"))
                .findFirst()
                .orElseThrow()
                .id();
        ToolOutcome outcome = role.ask(
                "/internal/automation/tools/" + id + "/execute", request("call_by_id", GOOD), ToolOutcome.class);
        assertThat(outcome.status()).isEqualTo(ToolOutcome.Status.SUCCEEDED);
    }

    @Test
    void a_tool_that_is_not_on_the_versions_allowlist_is_refused() {
        ControlPlaneUnderTest.problem(ask("refund", "call_2", GOOD), ProblemType.TOOL_NOT_ALLOWED);
        ControlPlaneUnderTest.problem(ask("no_such_tool", "call_2", GOOD), ProblemType.TOOL_NOT_ALLOWED);
        assertThat(automation.asked).noneMatch(asked -> asked.path().contains("refund"));
    }

    @Test
    void input_that_does_not_fit_is_refused_before_anything_is_sent() {
        var problem = ControlPlaneUnderTest.problem(ask("odd", "call_3", "{\"id\":\"A1\"}"), ProblemType.INPUT_SCHEMA);
        assertThat(problem.detail()).contains("required order_id", "additionalProperties id");
        assertThat(automation.asked).noneMatch(asked -> asked.body().contains("\"id\""));
    }

    @Test
    void output_that_does_not_fit_and_an_empty_answer_are_failures() {
        assertThat(code(run("empty", "call_4", GOOD))).isEqualTo("empty_answer");
        assertThat(code(run("odd", "call_5", GOOD))).isEqualTo("output_schema");
    }

    @Test
    void a_read_is_tried_again_and_each_attempt_stands_on_record() {
        ToolOutcome outcome = run("flaky", "call_6", GOOD);
        assertThat(outcome.status()).isEqualTo(ToolOutcome.Status.SUCCEEDED);
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(attempts(execution(outcome.executionId())))
                .extracting(ToolExecution.Attempt::errorCode)
                .containsExactly("unavailable", null);
        assertThat(automation.asked.stream()
                        .filter(asked -> asked.path().equals("/webhook/flaky"))
                        .map(asked -> asked.key())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_timeout_is_a_failure_of_a_read_and_unknown_for_a_write() {
        ToolOutcome read = run("slow_read", "call_7", GOOD);
        assertThat(read.status()).isEqualTo(ToolOutcome.Status.FAILED);
        assertThat(code(read)).isEqualTo("timeout");
        ToolOutcome write = run("slow_write", "call_8", GOOD);
        assertThat(write.status()).isEqualTo(ToolOutcome.Status.UNKNOWN);
        assertThat(execution(write.executionId()).status()).isEqualTo(ToolExecution.Status.UNKNOWN);
        assertThat(write.attempts()).isEqualTo(1);
    }

    @Test
    void the_same_tool_call_is_executed_once_however_often_it_is_asked() throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> asking = new ArrayList<>();
            for (int i = 0; i < 16; i++) asking.add(threads.submit(() -> ask("order_status", "call_9", NINE)));
            for (var asked : asking) answers.add(asked.get());
        }
        assertThat(answers).extracting(HttpResponse::statusCode).contains(200).isSubsetOf(200, 409);
        ToolOutcome recorded = run("order_status", "call_9", NINE);
        String key = automation.asked.stream()
                .filter(asked -> asked.body().contains("NINE"))
                .findFirst()
                .orElseThrow()
                .key();
        assertThat(automation.asked.stream().filter(asked -> asked.key().equals(key)))
                .hasSize(1);
        assertThat(recorded.status()).isEqualTo(ToolOutcome.Status.SUCCEEDED);
    }

    @Test
    void a_tool_whose_address_leaves_its_integration_is_not_asked() {
        assertThat(code(run("outside", "call_10", GOOD))).isEqualTo("egress_refused");
    }

    @Test
    void a_call_that_is_over_or_unknown_runs_no_tools_and_bad_requests_are_named() {
        CallId over = acme.call();
        role.db()
                .tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> Calls.end(
                                tx,
                                over,
                                new Call.End(
                                        EndReason.CALLER_HANGUP,
                                        Outcome.ABANDONED,
                                        Call.Witness.CARRIER,
                                        Instant.now(),
                                        null)));
        String path = "/internal/automation/tools/by-name/order_status/execute";
        ControlPlaneUnderTest.problem(
                role.ask(path, new ToolExecute(over.value(), Json.tree(GOOD), "t", "c")), ProblemType.CALL_OVER);
        ControlPlaneUnderTest.problem(
                role.ask(path, new ToolExecute(UUID.randomUUID(), Json.tree(GOOD), "t", "c")), ProblemType.NOT_FOUND);
        var bad = role.ask(
                path, "{\"call_id\":\"" + call + "\",\"input_json\":[],\"trace_id\":\"t\",\"tool_call_id\":\"c\"}");
        assertThat(ControlPlaneUnderTest.problem(bad, ProblemType.INVALID_REQUEST)
                        .detail())
                .isEqualTo("input_json: must be an object");
        ControlPlaneUnderTest.problem(role.get("/internal/automation/tools/catalog"), ProblemType.INVALID_REQUEST);
    }

    private static boolean furnish(TenantTx tx, VersionId version, AgentSnapshot snapshot) {
        Integration n8n = new Integration(IntegrationId.create(), "n8n", "n8n", automation.url(), null);
        Integrations.save(tx, n8n, Secret.of("n8n-secret"));
        List<ToolId> allowed = new ArrayList<>();
        String apiKey = "{\"X-N8N-API-KEY\":\"{secret}\"}";
        var served = Map.of(
                "order_status", "/order-status",
                "keyed", "/keyed",
                "flaky", "/flaky",
                "slow_read", "/stall",
                "slow_write", "/stall",
                "empty", "/empty",
                "odd", "/odd",
                "outside", "/../admin",
                "refund", "/refund");
        served.forEach((name, path) -> {
            Tool tool = tool(name);
            String headers = name.equals("keyed") ? apiKey : "{}";
            Tools.insert(tx, tool, new Tool.Endpoint(n8n.id(), "POST", path, headers));
            if (!name.equals("refund")) allowed.add(tool.id());
        });
        Versions.insert(tx, acme.agent(), version, snapshot.canonical(), allowed);
        Agents.goLive(tx, acme.agent(), version);
        return true;
    }

    private static Tool tool(String name) {
        ToolClass kind = name.equals("slow_write") ? ToolClass.WRITE : ToolClass.READ;
        return new Tool(
                ToolId.create(), name, name, kind, INPUT, OUTPUT, 30_000, 500, null, name.equals("flaky") ? 2 : 0);
    }

    private static AgentSnapshot.Tool pinned(String name, ToolClass kind, int timeoutMs) {
        return new AgentSnapshot.Tool(name, name, Json.tree(INPUT), kind, 500, timeoutMs, null);
    }

    private static ToolExecute request(String toolCall, String input) {
        return new ToolExecute(call.value(), Json.tree(input), "trace", toolCall);
    }

    private static HttpResponse<String> ask(String name, String toolCall, String input) {
        return role.ask("/internal/automation/tools/by-name/" + name + "/execute", request(toolCall, input));
    }

    private static ToolOutcome run(String name, String toolCall, String input) {
        HttpResponse<String> answer = ask(name, toolCall, input);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), ToolOutcome.class);
    }

    private static String code(ToolOutcome outcome) {
        ToolOutcome.Fault fault = outcome.error();
        return fault == null ? "none" : fault.code();
    }

    private static ToolExecution execution(UUID id) {
        return role.db()
                .tenant(acme.tenant(), Specimen.TESTER, tx -> ToolExecutions.find(tx, new ExecutionId(id)))
                .orElseThrow();
    }

    private static List<ToolExecution.Attempt> attempts(ToolExecution execution) {
        return role.db().tenant(acme.tenant(), Specimen.TESTER, tx -> ToolExecutions.attempts(tx, execution.id()));
    }
}
