package dev.voiceops.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MemberCallRoutesTest {
    private static ControlPlaneUnderTest role;
    private static String operator;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        operator = role.bearer(Role.INTERNAL_OPERATOR);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_tenants_calls_come_newest_first_page_by_page_and_nobody_elses_among_them() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        SampleAgent.plant(role.db(), null).call();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) made.addFirst(acme.call().toString());
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(acme, "/internal/calls?limit=2" + cursor);
            page.path("items").forEach(call -> seen.add(call.path("id").asString()));
            JsonNode next = page.path("next_cursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(made);
        ControlPlaneUnderTest.problem(ask(acme, "/internal/calls?limit=2&cursor=made-up"), ProblemType.INVALID_REQUEST);
    }

    @Test
    void filters_find_calls_by_state_outcome_number_and_time_and_refuse_words_that_mean_nothing() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        String live = acme.call().toString();
        String over = ended(acme).toString();
        assertThat(ids(acme, "state=ended")).containsExactly(over);
        assertThat(ids(acme, "state=queued")).containsExactly(live);
        assertThat(ids(acme, "outcome=resolved&end_reason=agent_goodbye")).containsExactly(over);
        assertThat(ids(acme, "outcome=abandoned")).isEmpty();
        assertThat(ids(acme, "number=%2B15550001111&agent_id=" + acme.agent())).containsExactly(over, live);
        assertThat(ids(acme, "number=%2B15550009999")).isEmpty();
        assertThat(ids(acme, "version_id=" + "f".repeat(64))).isEmpty();
        assertThat(ids(acme, "until=2020-01-01T00:00:00Z")).isEmpty();
        for (String strange : List.of("state=asleep", "outcome=fine", "from=yesterday", "version_id=v1")) {
            ControlPlaneUnderTest.problem(ask(acme, "/internal/calls?" + strange), ProblemType.INVALID_REQUEST);
        }
    }

    @Test
    void who_reads_what_was_said_is_on_record_who_looks_at_the_list_is_not() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        CallId call = spoken(acme);
        String path = "/internal/calls/" + call;
        JsonNode shown = get(acme, path);
        assertThat(shown.path("duration_ms").isMissingNode()
                        || shown.path("duration_ms").isNull())
                .isTrue();
        assertThat(shown.toString()).doesNotContain("Hello");
        get(acme, "/internal/calls");
        assertThat(readings(acme)).isEmpty();
        assertThat(get(acme, path + "/transcript").get(0).path("heard").asString())
                .isEqualTo("Hello");
        assertThat(get(acme, path + "/record").at("/utterances/0/generated").asString())
                .isEqualTo("Hello there.");
        assertThat(get(acme, path + "/events").at("/items/0/payload/turn").asInt())
                .isEqualTo(1);
        assertThat(readings(acme)).containsExactly("events", "record", "transcript");
    }

    @Test
    void a_call_that_is_another_tenants_is_no_call_and_leaves_no_reading() {
        Specimen acme = SampleAgent.plant(role.db(), null);
        Specimen other = SampleAgent.plant(role.db(), null);
        CallId call = spoken(other);
        for (String what : List.of("", "/record", "/events", "/transcript")) {
            ControlPlaneUnderTest.problem(ask(acme, "/internal/calls/" + call + what), ProblemType.NOT_FOUND);
            ControlPlaneUnderTest.problem(
                    ask(acme, "/internal/calls/" + UUID.randomUUID() + what), ProblemType.NOT_FOUND);
        }
        assertThat(readings(acme)).isEmpty();
        assertThat(readings(other)).isEmpty();
        assertThat(role.send(
                                role.bearer(acme.tenant(), Role.CLIENT_VIEWER),
                                "GET",
                                "/internal/calls?tenant_id=" + acme.tenant(),
                                null)
                        .statusCode())
                .isEqualTo(404);
    }

    private static CallId ended(Specimen tenant) {
        CallId call = tenant.call();
        role.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> {
            Calls.markLive(tx, call, Instant.now().minusSeconds(30));
            return Calls.end(
                    tx,
                    call,
                    new Call.End(
                            EndReason.AGENT_GOODBYE, Outcome.RESOLVED, Call.Witness.CONNECTOR, Instant.now(), null));
        });
        return call;
    }

    private static CallId spoken(Specimen tenant) {
        CallId call = tenant.call();
        DispatchId dispatch = role.db()
                .tenant(
                        tenant.tenant(),
                        Specimen.TESTER,
                        tx -> Dispatches.create(
                                tx, new Dispatch.New(DispatchId.create(), call, "room", Duration.ofMinutes(1), null)))
                .id();
        long fence = role.db()
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> Dispatches.claim(tx, dispatch, "c-1", Duration.ofMinutes(1)))
                .orElseThrow()
                .fencingToken();
        var said = new Utterance(
                1, Utterance.Speaker.AGENT, "Hello there.", "Hello", Utterance.HeardBy.WORDS, true, 100, 900);
        var event = new JournalEntry.Happening(Instant.EPOCH, 5L, "runtime.voice_barge_in_detected", "{\"turn\":1}");
        List<JournalEntry> entries = List.of(new JournalEntry.Event(1, event), new JournalEntry.Said(2, said));
        role.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> CallJournal.append(tx, call, fence, entries));
        return call;
    }

    /** What was read of calls, as the tenant's audit chain tells, newest first. */
    private static List<String> readings(Specimen tenant) {
        return role.send(
                        role.bearer(Role.INTERNAL_ADMIN),
                        "GET",
                        "/internal/audit?action=" + AuditAction.TRANSCRIPT_READ.code() + "&tenant_id="
                                + tenant.tenant(),
                        null,
                        200,
                        JsonNode.class)
                .path("items")
                .valueStream()
                .map(row -> row.at("/detail/what").asString())
                .toList();
    }

    private static List<String> ids(Specimen tenant, String filter) {
        return get(tenant, "/internal/calls?" + filter)
                .path("items")
                .valueStream()
                .map(call -> call.path("id").asString())
                .toList();
    }

    private static JsonNode get(Specimen tenant, String target) {
        return role.send(operator, "GET", in(tenant, target), null, 200, JsonNode.class);
    }

    private static java.net.http.HttpResponse<String> ask(Specimen tenant, String target) {
        return role.send(operator, "GET", in(tenant, target), null);
    }

    private static String in(Specimen tenant, String target) {
        return target + (target.contains("?") ? "&" : "?") + "tenant_id=" + tenant.tenant();
    }
}
