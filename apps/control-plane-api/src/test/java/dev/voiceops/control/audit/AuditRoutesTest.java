package dev.voiceops.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.AuditCheckpoints;
import dev.voiceops.store.AuditSigner;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditRoutesTest {
    private static ControlPlaneUnderTest role;
    private static String admin;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        admin = role.bearer(Role.INTERNAL_ADMIN);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_tenants_chain_is_read_page_by_page_and_every_look_is_a_row_of_it() {
        Specimen acme = planted(5);
        List<Long> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/internal/audit?limit=2&action=" + AuditAction.TRANSCRIPT_READ.code() + cursor
                    + "&tenant_id=" + acme.tenant());
            page.path("items").forEach(row -> seen.add(row.path("seq").asLong()));
            JsonNode next = page.path("next_cursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly(5L, 4L, 3L, 2L, 1L);
        JsonNode latest = get("/internal/audit?tenant_id=" + acme.tenant()).path("items");
        assertThat(latest.get(0).path("action").asString()).isEqualTo(AuditAction.AUDIT_READ.code());
        assertThat(latest.get(0).at("/detail/action").asString()).isEqualTo(AuditAction.TRANSCRIPT_READ.code());
        assertThat(latest)
                .allSatisfy(row -> assertThat(row.path("intact").asBoolean()).isTrue());
    }

    @Test
    void filters_find_what_they_name_and_a_strange_one_is_refused() {
        Specimen acme = planted(3);
        String of = "&tenant_id=" + acme.tenant();
        assertThat(get("/internal/audit?target_kind=call&target_id=c2" + of).path("items"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("seq").asLong()).isEqualTo(2));
        assertThat(get("/internal/audit?actor=user:nobody" + of).path("items")).isEmpty();
        assertThat(get("/internal/audit?until=2020-01-01T00:00:00Z" + of).path("items"))
                .isEmpty();
        ControlPlaneUnderTest.problem(
                role.send(admin, "GET", "/internal/audit?from=yesterday" + of, null), ProblemType.INVALID_REQUEST);
    }

    @Test
    void rows_under_a_signed_checkpoint_say_so_and_a_tampered_chain_names_its_first_bad_row() {
        Specimen acme = planted(4);
        role.db()
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> AuditCheckpoints.sign(
                                tx,
                                AuditSigner.of(TestDatabase.KEYS),
                                new AuditCheckpoints.Due(1, Duration.ZERO),
                                Instant.now(),
                                100));
        JsonNode sound = get("/internal/audit/verification?tenant_id=" + acme.tenant());
        assertThat(sound.path("holds").asBoolean()).isTrue();
        assertThat(sound.path("sealed_up_to").asLong()).isEqualTo(4);
        assertThat(get("/internal/audit?target_id=c1&tenant_id=" + acme.tenant())
                        .at("/items/0/sealed")
                        .asBoolean())
                .isTrue();
        role.asSuperuser("update voiceops.audit_events set actor = 'user:x' where seq = 3 and tenant_id = '"
                + acme.tenant() + "'");
        JsonNode bad = get("/internal/audit/verification?tenant_id=" + acme.tenant());
        assertThat(bad.path("holds").asBoolean()).isFalse();
        assertThat(bad.at("/first_bad/seq").asLong()).isEqualTo(3);
        assertThat(bad.at("/first_bad/kind").asString()).isEqualTo("altered");
        assertThat(get("/internal/audit?target_id=c3&tenant_id=" + acme.tenant())
                        .at("/items/0/intact")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void the_platforms_chain_is_for_administrators_and_holds_its_own_reading() {
        JsonNode first = get("/internal/audit/platform");
        assertThat(first.path("items").isArray()).isTrue();
        assertThat(get("/internal/audit/platform").at("/items/0/action").asString())
                .isEqualTo(AuditAction.AUDIT_READ.code());
        ControlPlaneUnderTest.problem(
                role.send(role.bearer(Role.INTERNAL_OPERATOR), "GET", "/internal/audit/platform", null),
                ProblemType.FORBIDDEN);
        assertThat(get("/internal/audit/actions")).hasSize(AuditAction.values().length);
    }

    private static Specimen planted(int rows) {
        Specimen tenant = SampleAgent.plant(role.db(), null);
        for (int row = 1; row <= rows; row++) {
            String call = "c" + row;
            role.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> {
                Audit.append(tx, AuditAction.TRANSCRIPT_READ, new Audit.Target("call", call), "{\"n\": 1}");
                return call;
            });
        }
        return tenant;
    }

    private static JsonNode get(String target) {
        return role.send(admin, "GET", target, null, 200, JsonNode.class);
    }
}
