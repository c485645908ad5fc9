package dev.voiceops.control.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.AuditTrail;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Incidents;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.Kpis;
import dev.voiceops.store.Projections;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.Work;
import dev.voiceops.store.testing.Specimen;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** KPIs, prices, costs and incidents over HTTP. */
class FigureRoutesTest {
    private static ControlPlaneUnderTest plane;
    private static String admin;
    private static String operator;
    private Specimen acme;

    @BeforeAll
    static void open() {
        plane = new ControlPlaneUnderTest(Duration.ofMinutes(2), Duration.ofSeconds(15));
        admin = plane.bearer(Role.INTERNAL_ADMIN);
        operator = plane.bearer(Role.INTERNAL_OPERATOR);
    }

    @AfterAll
    static void close() {
        plane.close();
    }

    @BeforeEach
    void plant() {
        acme = Specimen.plant(plane.db());
    }

    @Test
    void kpis_come_with_formula_numerator_denominator_and_coverage() {
        ended(Outcome.RESOLVED, true);
        ended(Outcome.RESOLVED, true);
        ended(Outcome.HANDED_OFF, true);
        ended(Outcome.UNKNOWN, true);
        ended(Outcome.ABANDONED, false);
        count();
        JsonNode report = get(operator, "/internal/kpis" + days() + "&tenant_id=" + acme.tenant());
        JsonNode figures = report.path("figures");
        assertThat(figures.path("calls").asInt()).isEqualTo(5);
        assertThat(figures.path("answered").asInt()).isEqualTo(4);
        assertThat(figures.path("average_duration_sec").decimalValue()).isEqualByComparingTo("30");
        JsonNode resolution = share(report, "resolution_rate");
        assertThat(resolution.path("formula").asString()).isEqualTo("resolved / answered");
        assertThat(resolution.path("numerator").asInt()).isEqualTo(2);
        assertThat(resolution.path("denominator").asInt()).isEqualTo(4);
        assertThat(resolution.path("value").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(resolution.path("coverage").asString()).isEqualTo("4 of 5 calls have a known outcome");
        assertThat(share(report, "containment_rate").path("numerator").asInt()).isEqualTo(3);
        assertThat(share(report, "handoff_rate").path("value").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(share(report, "abandonment_rate").path("denominator").asInt())
                .isEqualTo(5);
        assertThat(figures.path("response").has("p50_ms"))
                .as("nothing is known of it")
                .isFalse();
        assertThat(report.path("versions")).hasSize(1);
        assertThat(report.path("days")).hasSize(1);
    }

    @Test
    void a_client_sees_the_same_shares_and_neither_costs_nor_versions() {
        ended(Outcome.RESOLVED, true);
        count();
        String viewer = plane.bearer(acme.tenant(), Role.CLIENT_VIEWER);
        JsonNode report = get(viewer, "/client/kpis" + days());
        assertThat(share(report, "resolution_rate").path("value").decimalValue())
                .isEqualByComparingTo("1");
        assertThat(report.has("versions")).isFalse();
        assertThat(report.toString()).doesNotContain("cost").doesNotContain("usd");
        Specimen other = Specimen.plant(plane.db());
        JsonNode none = get(plane.bearer(other.tenant(), Role.CLIENT_VIEWER), "/client/kpis" + days());
        assertThat(none.path("figures").path("calls").asInt()).isZero();
        assertThat(share(none, "resolution_rate").has("value"))
                .as("no call to count, so no value")
                .isFalse();
    }

    @Test
    void an_agent_narrows_the_kpis_and_days_that_are_none_are_refused() {
        ended(Outcome.RESOLVED, true);
        count();
        Specimen more = Specimen.furnish(plane.db(), acme.tenant());
        String about = "&tenant_id=" + acme.tenant();
        assertThat(get(operator, "/internal/kpis" + days() + about + "&agent_id=" + acme.agent())
                        .at("/figures/calls")
                        .asInt())
                .isEqualTo(1);
        assertThat(get(operator, "/internal/kpis" + days() + about + "&agent_id=" + more.agent())
                        .at("/figures/calls")
                        .asInt())
                .isZero();
        for (String wrong : List.of(
                "?from=2026-11-30&to=2026-11-01",
                "?from=yesterday&to=2026-11-01",
                "?from=2020-01-01&to=2026-11-01",
                "?from=2026-11-01")) {
            ControlPlaneUnderTest.problem(
                    plane.send(operator, "GET", "/internal/kpis" + wrong + about, null), ProblemType.INVALID_REQUEST);
        }
    }

    @Test
    void a_price_is_added_once_listed_and_audited_and_never_changes_the_past() {
        String vendor = vendor();
        HttpResponse<String> added = add(admin, price(vendor, "*", "minute", "0.0085", "2026-01-01T00:00:00Z"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        String id = Json.tree(added.body()).path("id").asString();
        JsonNode items = get(operator, "/internal/prices").path("items");
        assertThat(items).anySatisfy(item -> {
            assertThat(item.path("id").asString()).isEqualTo(id);
            assertThat(item.path("usd").decimalValue()).isEqualByComparingTo("0.0085");
            assertThat(item.path("per").decimalValue()).isEqualByComparingTo("1");
            assertThat(item.path("demo").asBoolean()).isFalse();
        });
        var ofPrice = new AuditTrail.Filter("price.changed", null, "price", id, null, null);
        assertThat(plane.db()
                        .platform(Specimen.TEST, Specimen.TESTER, tx -> AuditTrail.listPlatform(tx, ofPrice, null, 10))
                        .size())
                .isEqualTo(1);
        ControlPlaneUnderTest.problem(
                add(admin, price(vendor, "*", "minute", "0.01", "2026-06-01T00:00:00Z")), ProblemType.TAKEN);
        String later = Instant.now().plusSeconds(3_600).toString();
        assertThat(add(admin, price(vendor, "*", "minute", "0.01", later)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_price_that_is_none_is_refused_with_the_field_that_is_wrong() {
        Map<String, Object> right = price(vendor(), "*", "minute", "0.0085", "2026-01-01T00:00:00Z");
        Map<String, Object> faults = new HashMap<>();
        faults.put("vendor", "Twilio Inc.");
        faults.put("item", " ");
        faults.put("unit", "");
        faults.put("usd", new BigDecimal("-1"));
        faults.put("per", BigDecimal.ZERO);
        faults.forEach((field, wrong) -> {
            Map<String, Object> body = new HashMap<>(right);
            body.put(field, wrong);
            assertThat(ControlPlaneUnderTest.problem(add(admin, body), ProblemType.INVALID_REQUEST)
                            .detail())
                    .startsWith(field + ": ");
            body.remove(field);
            if (!field.equals("per")) ControlPlaneUnderTest.problem(add(admin, body), ProblemType.INVALID_REQUEST);
        });
        Map<String, Object> huge = new HashMap<>(right);
        huge.put("usd", new BigDecimal("1e300"));
        ControlPlaneUnderTest.problem(add(admin, huge), ProblemType.INVALID_REQUEST);
        Map<String, Object> never = new HashMap<>(right);
        never.remove("valid_from");
        ControlPlaneUnderTest.problem(add(admin, never), ProblemType.INVALID_REQUEST);
        ControlPlaneUnderTest.problem(add(operator, right), ProblemType.FORBIDDEN);
    }

    @Test
    void the_costs_of_a_call_leave_out_what_is_not_known_and_say_how_much_that_is() {
        CallId call = ended(Outcome.RESOLVED, true);
        project(call);
        JsonNode costs = get(operator, costs(call));
        assertThat(costs.path("coverage").asString()).isEqualTo("0 of 3 lines priced");
        assertThat(costs.has("total_usd")).as("unknown is not 0").isFalse();
        assertThat(costs.path("complete").asBoolean()).isFalse();
        JsonNode minutes = line(costs, "twilio");
        assertThat(minutes.path("quantity").decimalValue()).isEqualByComparingTo("1");
        assertThat(minutes.path("source").asString()).isEqualTo("estimated");
        assertThat(minutes.has("amount_usd")).isFalse();
        assertThat(line(costs, "rime").has("quantity")).as("nobody measured").isFalse();
        HttpResponse<String> added =
                add(admin, price("twilio", "voice_inbound", "minute", "0.0085", "2026-01-01T00:00:00Z"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        project(call);
        JsonNode priced = get(operator, costs(call));
        assertThat(priced.path("coverage").asString()).isEqualTo("1 of 3 lines priced");
        assertThat(priced.path("total_usd").decimalValue()).isEqualByComparingTo("0.0085");
        assertThat(priced.path("complete").asBoolean()).isFalse();
        JsonNode price = line(priced, "twilio").path("price");
        assertThat(price.path("usd").decimalValue()).isEqualByComparingTo("0.0085");
        assertThat(price.path("demo").asBoolean()).isFalse();
        ControlPlaneUnderTest.problem(plane.send(operator, "GET", costs(CallId.create()), null), ProblemType.NOT_FOUND);
    }

    @Test
    void incidents_are_listed_by_call_and_by_whether_they_are_open_with_the_second_to_look_at() {
        CallId call = ended(Outcome.RESOLVED, true);
        CallId other = ended(Outcome.RESOLVED, true);
        var finding = new Incidents.Finding("marks_in_order", "turn 3", 12, "{\"waited_ms\":9}");
        in(tx -> Incidents.record(tx, call, List.of(finding)));
        in(tx -> Incidents.record(tx, other, List.of(finding)));
        in(tx -> Incidents.record(tx, other, List.of()));
        String all = "/internal/incidents?tenant_id=" + acme.tenant();
        assertThat(get(operator, all).path("items")).hasSize(2);
        assertThat(get(operator, all + "&open=true").path("items")).hasSize(1);
        JsonNode found = get(operator, all + "&call_id=" + call).path("items").get(0);
        assertThat(found.path("second").asInt()).isEqualTo(12);
        assertThat(found.path("invariant").asString()).isEqualTo("marks_in_order");
        assertThat(found.at("/details/waited_ms").asInt()).isEqualTo(9);
        String one = "/internal/incidents/" + found.path("id").asString() + "?tenant_id=";
        assertThat(get(operator, one + acme.tenant()).path("call_id").asString())
                .isEqualTo(call.toString());
        ControlPlaneUnderTest.problem(
                plane.send(operator, "GET", one + Specimen.plant(plane.db()).tenant(), null), ProblemType.NOT_FOUND);
    }

    private static String vendor() {
        return "vendor_" + System.identityHashCode(new Object());
    }

    private static Map<String, Object> price(String vendor, String item, String unit, String usd, String from) {
        return Map.of("vendor", vendor, "item", item, "unit", unit, "usd", new BigDecimal(usd), "valid_from", from);
    }

    private static HttpResponse<String> add(String bearer, Map<String, Object> price) {
        return plane.send(bearer, "POST", "/internal/prices", price);
    }

    private String costs(CallId call) {
        return "/internal/calls/" + call + "/costs?tenant_id=" + acme.tenant();
    }

    private static JsonNode line(JsonNode costs, String vendor) {
        return StreamSupport.stream(costs.path("lines").spliterator(), false)
                .filter(line -> line.path("vendor").asString().equals(vendor))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode share(JsonNode report, String name) {
        return StreamSupport.stream(report.at("/figures/shares").spliterator(), false)
                .filter(share -> share.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String days() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return "?from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
    }

    private static JsonNode get(String bearer, String path) {
        HttpResponse<String> answer = plane.send(bearer, "GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.tree(answer.body());
    }

    private CallId ended(Outcome outcome, boolean answered) {
        CallId call = acme.call();
        return in(tx -> {
            Instant now = Instant.now();
            if (answered) Calls.markLive(tx, call, now);
            var happening = new JournalEntry.Happening(now, 1L, "runtime.media_connected", "{}");
            CallJournal.note(tx, call, happening);
            Calls.end(
                    tx,
                    call,
                    new Call.End(EndReason.CALLER_HANGUP, outcome, Call.Witness.CONNECTOR, now.plusSeconds(30), null));
            return call;
        });
    }

    private void project(CallId call) {
        in(tx -> Projections.project(tx, call));
    }

    private void count() {
        List<CallId> calls = in(tx -> Projections.calls(tx, new CallId(new java.util.UUID(0, 0)), 100));
        calls.forEach(this::project);
        in(tx -> Kpis.count(tx, 100));
    }

    private <R extends @Nullable Object> R in(Work<TenantTx, R> work) {
        return plane.db().tenant(acme.tenant(), Specimen.TESTER, work);
    }
}
