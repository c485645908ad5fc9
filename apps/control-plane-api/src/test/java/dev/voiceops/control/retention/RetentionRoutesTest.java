package dev.voiceops.control.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.voiceops.contracts.ForgetExecutionRequest;
import dev.voiceops.contracts.ForgetExecutionResponse;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.DeletionSteps;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Retention;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.PastCalls;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RetentionRoutesTest {
    private static ControlPlaneUnderTest plane;
    private static Specimen acme;
    private static String admin;

    @BeforeAll
    static void open() {
        plane = new ControlPlaneUnderTest(Duration.ofMinutes(2), Duration.ofSeconds(15));
        acme = Specimen.plant(plane.db());
        admin = plane.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void close() {
        plane.close();
    }

    @Test
    void a_dry_run_tells_and_is_on_record_and_a_run_is_begun_for_the_worker() {
        new PastCalls(plane.superuser(), acme).plant(2, "+15551230001", Duration.ofDays(31), PastCalls.Traces.USUAL);
        JsonNode dry = send("POST", "/internal/retention/jobs", Map.of("dry_run", true), 201);
        assertThat(dry.path("dry_run").asBoolean()).isTrue();
        assertThat(dry.path("calls").asLong()).isEqualTo(2);
        assertThat(dry.at("/rows/call_events").asLong()).isEqualTo(6);
        JsonNode outlook = send("GET", "/internal/retention/outlook", null, 200);
        assertThat(outlook.path("deletes").asLong()).as("nothing was deleted").isEqualTo(2);
        assertThat(outlook.at("/copies/recording").asLong()).isEqualTo(2);
        JsonNode begun = send("POST", "/internal/retention/jobs", Map.of(), 201);
        String id = begun.path("id").asString();
        assertThat(begun.path("started_by").asString()).startsWith("user:");
        assertThat(audited(id)).isEqualTo(1);
        work();
        assertThat(send("GET", "/internal/retention/jobs/" + id, null, 200)
                        .path("calls")
                        .asLong())
                .isEqualTo(2);
        JsonNode copies = send("GET", "/internal/retention/jobs/" + id + "/copies", null, 200);
        assertThat(copies.path("items").size()).isEqualTo(6);
        giveUp();
        JsonNode failed = send("GET", "/internal/retention/jobs/" + id, null, 200);
        assertThat(failed.path("failed_copies").asLong()).isEqualTo(6);
        JsonNode again = send("POST", "/internal/retention/jobs/" + id + "/retry", null, 200);
        assertThat(again.path("open_copies").asLong()).isEqualTo(6);
        assertThat(audited(id)).isEqualTo(2);
        assertThat(send("GET", "/internal/retention/receipts", null, 200)
                        .path("items")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void an_operator_may_look_and_not_run_and_anothers_job_does_not_exist() {
        String operator = plane.bearer(Role.INTERNAL_OPERATOR);
        ControlPlaneUnderTest.problem(
                plane.send(operator, "POST", at("/internal/retention/jobs"), Map.of()), ProblemType.FORBIDDEN);
        Specimen other = Specimen.plant(plane.db());
        String id = plane.send(
                        admin,
                        "POST",
                        "/internal/retention/jobs?tenant_id=" + other.tenant(),
                        Map.of("dry_run", true),
                        201,
                        JsonNode.class)
                .path("id")
                .asString();
        for (String path : List.of("", "/copies")) {
            ControlPlaneUnderTest.problem(
                    plane.send(admin, "GET", at("/internal/retention/jobs/" + id + path), null), ProblemType.NOT_FOUND);
        }
        ControlPlaneUnderTest.problem(
                plane.send(admin, "POST", at("/internal/retention/jobs/" + id + "/retry"), null),
                ProblemType.NOT_FOUND);
    }

    @Test
    void n8n_forgets_an_execution_and_shows_it() throws IOException {
        Set<String> executions = ConcurrentHashMap.newKeySet();
        executions.add("42");
        HttpServer n8n = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        n8n.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        n8n.createContext("/api/v1/executions/", exchange -> {
            String id = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            boolean known = "key".equals(exchange.getRequestHeaders().getFirst("X-N8N-API-KEY"));
            boolean deletes = exchange.getRequestMethod().equals("DELETE");
            boolean was = known && (deletes ? executions.remove(id) : executions.contains(id));
            byte[] body = "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? was ? 200 : 404 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        n8n.start();
        try {
            String base = "http://127.0.0.1:" + n8n.getAddress().getPort() + "/webhook";
            IntegrationId good = integration(base, "key");
            assertThat(forget(good, "42").wasThere()).isTrue();
            assertThat(executions).isEmpty();
            assertThat(forget(good, "42").wasThere()).as("asked twice").isFalse();
            Problem refused = ControlPlaneUnderTest.problem(
                    plane.ask("/internal/runtime/executions/forget", request(integration(base, "wrong"), "43")),
                    ProblemType.VENDOR_REFUSED);
            assertThat(refused.detail()).contains("401", "API key");
            ControlPlaneUnderTest.problem(
                    plane.ask("/internal/runtime/executions/forget", request(good, "../workflows/1")),
                    ProblemType.INVALID_REQUEST);
            ControlPlaneUnderTest.problem(
                    plane.ask("/internal/runtime/executions/forget", request(IntegrationId.create(), "1")),
                    ProblemType.NOT_FOUND);
        } finally {
            n8n.stop(0);
        }
    }

    private static ForgetExecutionResponse forget(IntegrationId integration, String execution) {
        return plane.ask(
                "/internal/runtime/executions/forget", request(integration, execution), ForgetExecutionResponse.class);
    }

    private static ForgetExecutionRequest request(IntegrationId integration, String execution) {
        return new ForgetExecutionRequest(acme.tenant().value(), integration.value(), execution);
    }

    private static IntegrationId integration(String base, String secret) {
        IntegrationId id = IntegrationId.create();
        return plane.db().tenant(acme.tenant(), Specimen.TESTER, tx -> {
            Integration n8n = new Integration(
                    id, "n8n", "n8n " + id, base, null, "{\"auth\":\"api_key\"}", Integration.History.NONE, false);
            Integrations.save(tx, n8n, Secret.of(secret));
            return id;
        });
    }

    /** What the worker does with the job. */
    private static void work() {
        boolean more = true;
        while (more) {
            more = plane.db()
                    .platform(
                            Specimen.TEST,
                            Specimen.TESTER,
                            tx -> DeletionJobs.take(tx, Duration.ofMinutes(1))
                                    .map(job -> Retention.advance(tx, ControlPlaneUnderTest.SIGNING_KEY, job)))
                    .isPresent();
        }
    }

    private static void giveUp() {
        for (int i = 0; i < DeletionSteps.MOST_ATTEMPTS; i++) {
            plane.db().platform(Specimen.TEST, Specimen.TESTER, tx -> {
                DeletionSteps.take(tx, 100, Duration.ZERO).forEach(step -> DeletionSteps.failed(tx, step, "no"));
                return 0;
            });
            new PastCalls(plane.superuser(), acme).rested();
        }
    }

    private static long audited(String job) {
        Audit.Target target = new Audit.Target("deletion_job", job);
        return plane.db()
                .tenant(acme.tenant(), Specimen.TESTER, tx -> Audit.count(tx, AuditAction.RETENTION_RUN, target));
    }

    private static JsonNode send(String method, String target, @Nullable Object body, int status) {
        var answer = plane.send(admin, method, at(target), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.tree(answer.body());
    }

    private static String at(String target) {
        return target + "?tenant_id=" + acme.tenant();
    }
}
