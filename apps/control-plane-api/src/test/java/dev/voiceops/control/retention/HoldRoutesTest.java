package dev.voiceops.control.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.DeletionJob;
import dev.voiceops.store.DeletionJobs;
import dev.voiceops.store.JobId;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HoldRoutesTest {
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
    void a_hold_is_counted_placed_reviewed_released_and_each_step_is_audited() {
        CallId call = acme.call();
        JsonNode covered = send("POST", "/internal/legal-holds/preview", Map.of("call_id", call.value()), 200);
        assertThat(covered.path("calls").asLong()).isEqualTo(1);
        JsonNode hold = send("POST", "/internal/calls/" + call + "/legal-hold", NEW, 201);
        String id = hold.path("id").asString();
        assertThat(hold.path("placed_by").asString()).startsWith("user:");
        assertThat(send("GET", "/internal/calls/" + call + "/legal-hold", null, 200)
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);
        JsonNode reviewed = send("PATCH", "/internal/legal-holds/" + id, Map.of("review_at", "2027-01-31"), 200);
        assertThat(reviewed.path("review_at").asString()).isEqualTo("2027-01-31");
        JsonNode released = send("POST", "/internal/legal-holds/" + id + "/release", null, 200);
        assertThat(released.path("protects_until").asString())
                .isGreaterThan(released.path("released_at").asString());
        var again = plane.send(admin, "POST", at("/internal/legal-holds/" + id + "/release"), null);
        ControlPlaneUnderTest.problem(again, ProblemType.NOT_IN_THIS_STATE);
        assertThat(send("GET", "/internal/legal-holds", null, 200).path("items").values())
                .anySatisfy(item -> assertThat(item.path("id").asString()).isEqualTo(id));
        for (AuditAction action :
                new AuditAction[] {AuditAction.HOLD_PLACED, AuditAction.HOLD_CHANGED, AuditAction.HOLD_RELEASED}) {
            long rows = acme.db()
                    .tenant(
                            acme.tenant(),
                            Specimen.TESTER,
                            tx -> Audit.count(tx, action, new Audit.Target("legal_hold", id)));
            assertThat(rows).as(action.code()).isEqualTo(1);
        }
    }

    @Test
    void another_tenants_call_and_hold_do_not_exist() {
        Specimen other = Specimen.plant(plane.db());
        CallId call = other.call();
        ControlPlaneUnderTest.problem(
                plane.send(admin, "POST", at("/internal/calls/" + call + "/legal-hold"), NEW), ProblemType.NOT_FOUND);
        ControlPlaneUnderTest.problem(
                plane.send(admin, "GET", at("/internal/legal-holds/" + CallId.create()), null), ProblemType.NOT_FOUND);
    }

    @Test
    void a_range_that_ends_before_it_begins_and_an_empty_matter_are_refused() {
        Map<String, Object> range = Map.of("from", "2026-02-01T00:00:00Z", "until", "2026-01-01T00:00:00Z");
        ControlPlaneUnderTest.problem(
                plane.send(admin, "POST", at("/internal/legal-holds/preview"), range), ProblemType.INVALID_REQUEST);
        ControlPlaneUnderTest.problem(
                plane.send(
                        admin, "POST", at("/internal/legal-holds"), Map.of("matter", " ", "reason", "r", "owner", "o")),
                ProblemType.INVALID_REQUEST);
    }

    @Test
    void an_operator_sees_holds_and_runs_and_may_change_neither() {
        String operator = plane.bearer(Role.INTERNAL_OPERATOR);
        assertThat(plane.send(operator, "GET", at("/internal/legal-holds"), null)
                        .statusCode())
                .isEqualTo(200);
        ControlPlaneUnderTest.problem(
                plane.send(operator, "POST", at("/internal/legal-holds"), NEW), ProblemType.FORBIDDEN);
        assertThat(plane.send(operator, "GET", at("/internal/retention/jobs"), null)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_run_is_shown_and_the_outlook_and_the_check_answer() {
        JobId begun = plane.db()
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> DeletionJobs.begin(tx, acme.tenant(), DeletionJob.Cause.DEMAND));
        assertThat(send("GET", "/internal/retention/jobs", null, 200)
                        .at("/items/0/id")
                        .asString())
                .isEqualTo(begun.toString());
        JsonNode job = send("GET", "/internal/retention/jobs/" + begun, null, 200);
        assertThat(job.path("cause").asString()).isEqualTo("demand");
        assertThat(job.path("finished_at").isMissingNode()
                        || job.path("finished_at").isNull())
                .isTrue();
        assertThat(send("GET", "/internal/retention/outlook", null, 200)
                        .path("days")
                        .asInt())
                .isEqualTo(30);
        assertThat(send("GET", "/internal/retention/check", null, 200)
                        .path("faults")
                        .isEmpty())
                .isTrue();
        assertThat(send("GET", "/internal/retention/receipts", null, 200)
                        .path("public_key")
                        .asString())
                .hasSize(64);
    }

    private static final Map<String, String> NEW = Map.of("matter", "Case 7", "reason", "a claim", "owner", "Legal");

    private static JsonNode send(
            String method, String target, @org.jspecify.annotations.Nullable Object body, int status) {
        var answer = plane.send(admin, method, at(target), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.tree(answer.body());
    }

    private static String at(String target) {
        return target + "?tenant_id=" + acme.tenant();
    }
}
