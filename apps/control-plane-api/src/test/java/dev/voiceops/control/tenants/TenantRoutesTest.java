package dev.voiceops.control.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Call;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Tenants;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantRoutesTest {
    private static final String TENANTS = "/internal/tenants";

    private static ControlPlaneUnderTest role;
    private static String admin;
    private static String operator;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        admin = role.bearer(Role.INTERNAL_ADMIN);
        operator = role.bearer(Role.INTERNAL_OPERATOR);
        role.connector("c-1", 1_000);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_tenant_is_made_read_and_changed_and_an_operator_only_reads() {
        JsonNode made = Json.tree(role.send(admin, "POST", TENANTS, Map.of("slug", "acme", "name", "Acme"))
                .body());
        assertThat(made.path("retention_days").asInt()).isEqualTo(30);
        String path = TENANTS + "/" + made.path("id").asString();
        assertThat(role.send(operator, "GET", path, null).statusCode()).isEqualTo(200);
        ControlPlaneUnderTest.problem(
                role.send(operator, "PATCH", path, Map.of("name", "Mine")), ProblemType.FORBIDDEN);
        JsonNode changed = Json.tree(role.send(
                        admin,
                        "PATCH",
                        path,
                        "{\"name\":\"Acme Ltd\",\"time_zone\":\"Europe/Berlin\",\"retention_days\":7,\"max_live_calls\":3}")
                .body());
        assertThat(changed.path("time_zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(changed.path("slug").asString()).isEqualTo("acme");
        JsonNode unlimited = Json.tree(
                role.send(admin, "PATCH", path, "{\"max_live_calls\":null}").body());
        assertThat(unlimited.has("max_live_calls")).isFalse();
        assertThat(unlimited.path("retention_days").asInt()).isEqualTo(7);
        ControlPlaneUnderTest.problem(
                role.send(admin, "POST", TENANTS, Map.of("slug", "acme", "name", "Again")), ProblemType.TAKEN);
    }

    @Test
    void what_is_wrong_is_named() {
        refused("{\"slug\":\"Not Good\",\"name\":\"A\"}", "slug");
        refused("{\"slug\":\"good\",\"name\":\" \"}", "name");
        refused("{\"slug\":\"good\",\"name\":\"A\",\"retention_days\":31}", "retention_days");
        refused("{\"slug\":\"good\",\"name\":\"A\",\"time_zone\":\"Mars/Olympus\"}", "time_zone");
        refused("{\"slug\":\"good\",\"name\":\"A\",\"max_live_calls\":0}", "max_live_calls");
        refused("{\"slug\":\"good\",\"name\":\"A\",\"surprise\":1}", "surprise");
        Specimen tenant = SampleAgent.plant(role.db(), null);
        String path = TENANTS + "/" + tenant.tenant();
        for (String patch : new String[] {
            "{\"slug\":\"other\"}", "{\"state\":\"gone\"}", "{\"name\":null}", "{\"retention_days\":0}", "[]"
        }) {
            ControlPlaneUnderTest.problem(role.send(admin, "PATCH", path, patch), ProblemType.INVALID_REQUEST);
        }
        ControlPlaneUnderTest.problem(
                role.send(admin, "GET", TENANTS + "/" + UUID.randomUUID(), null), ProblemType.NOT_FOUND);
    }

    @Test
    void a_suspended_tenant_takes_no_calls() {
        Specimen tenant = SampleAgent.plant(role.db(), null);
        assertThat(ring(tenant, "a")).contains("<Connect>");
        role.send(admin, "PATCH", TENANTS + "/" + tenant.tenant(), Map.of("state", "suspended"));
        assertThat(ring(tenant, "b")).doesNotContain("<Connect>");
        role.send(admin, "PATCH", TENANTS + "/" + tenant.tenant(), Map.of("state", "active"));
        assertThat(ring(tenant, "c")).contains("<Connect>");
    }

    @Test
    void no_more_calls_are_live_than_the_tenant_may_have_however_many_ring_at_once() throws Exception {
        Specimen tenant = SampleAgent.plant(role.db(), null);
        role.send(admin, "PATCH", TENANTS + "/" + tenant.tenant(), "{\"max_live_calls\":3}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long connected = threads
                    .invokeAll(IntStream.range(0, 12)
                            .mapToObj(i -> (Callable<String>) () -> ring(tenant, "x" + i))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .filter(twiml -> twiml.contains("<Connect>"))
                    .count();
            assertThat(connected).isEqualTo(3);
        }
        assertThat(role.db().tenant(tenant.tenant(), Specimen.TESTER, Tenants::hasRoom))
                .isFalse();
        List<Call> calls = role.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> Calls.list(tx, null, 50));
        assertThat(calls).hasSize(12);
    }

    private static void refused(String body, String field) {
        assertThat(ControlPlaneUnderTest.problem(role.send(admin, "POST", TENANTS, body), ProblemType.INVALID_REQUEST)
                        .detail())
                .contains(field);
    }

    private static String ring(Specimen tenant, String salt) {
        String sid = "CA"
                + UUID.nameUUIDFromBytes((tenant.tenant() + salt).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
        return role.twilio(
                        "/twilio/webhook/inbound", Map.of("CallSid", sid, "From", "anonymous", "To", tenant.number()))
                .body();
    }
}
