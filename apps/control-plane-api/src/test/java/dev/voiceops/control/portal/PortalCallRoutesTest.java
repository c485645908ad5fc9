package dev.voiceops.control.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.AuditTrail;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PortalCallRoutesTest {
    private static ControlPlaneUnderTest role;
    private static Specimen acme;
    private static Specimen other;
    private static String viewer;
    private static CallId call;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = SampleAgent.plant(role.db(), null);
        other = SampleAgent.plant(role.db(), null);
        viewer = role.bearer(acme.tenant(), Role.CLIENT_VIEWER);
        call = acme.call();
        write(call);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_client_lists_and_opens_its_own_calls_and_no_others() {
        other.call();
        JsonNode page = role.send(viewer, "GET", "/client/calls", null, 200, JsonNode.class);
        assertThat(page.path("items").valueStream().map(item -> item.path("id").asString()))
                .containsExactly(call.toString());
        JsonNode shown = role.send(viewer, "GET", "/client/calls/" + call, null, 200, JsonNode.class);
        assertThat(shown.path("agent").path("name").asString()).isEqualTo("Agent");
        ControlPlaneUnderTest.problem(
                role.send(viewer, "GET", "/client/calls/" + other.call(), null), ProblemType.NOT_FOUND);
        ControlPlaneUnderTest.problem(
                role.send(viewer, "GET", "/client/calls?outcome=great", null), ProblemType.INVALID_REQUEST);
    }

    @Test
    void a_client_is_told_its_name_its_rules_and_its_agents() {
        JsonNode tenant = role.send(viewer, "GET", "/client/tenant", null, 200, JsonNode.class);
        assertThat(tenant.path("name").asString()).isNotBlank();
        assertThat(tenant.path("time_zone").asString()).isEqualTo("UTC");
        assertThat(tenant.path("retention_days").asInt()).isEqualTo(30);
        assertThat(tenant.path("recordings").asBoolean()).isFalse();
        assertThat(tenant.path("agents")
                        .valueStream()
                        .map(agent -> agent.path("id").asString()))
                .containsExactly(acme.agent().toString());
    }

    @Test
    void what_was_said_is_shown_as_heard_and_redacted_and_that_it_was_read_is_on_record() {
        int before = readings();
        JsonNode transcript =
                role.send(viewer, "GET", "/client/calls/" + call + "/transcript", null, 200, JsonNode.class);
        String text = transcript.toString();
        assertThat(text).contains("Hello").doesNotContain("4242 4242").doesNotContain("unheard");
        assertThat(readings()).isEqualTo(before + 1);
    }

    @Test
    void no_answer_holds_anything_internal() {
        for (String path : List.of(
                "/client/tenant", "/client/calls", "/client/calls/" + call, "/client/calls/" + call + "/transcript")) {
            String body = role.send(viewer, "GET", path, null).body().toLowerCase(java.util.Locale.ROOT);
            for (String internal : List.of(
                    "planted",
                    "prompt",
                    "helpful agent",
                    "gpt",
                    "openai",
                    "nova",
                    "deepgram",
                    "rime",
                    "cove",
                    "twilio",
                    "connector",
                    "c-secret",
                    "cost",
                    "usd",
                    "tool",
                    "trace",
                    "version",
                    "simulated",
                    acme.version().value())) {
                assertThat(body).as(path).doesNotContain(internal);
            }
        }
    }

    private static int readings() {
        return role.db()
                .tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> AuditTrail.list(
                                        tx,
                                        new AuditTrail.Filter("call.transcript_read", null, null, null, null, null),
                                        null,
                                        100)
                                .size());
    }

    private static void write(CallId call) {
        DispatchId dispatch = role.db()
                .tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> Dispatches.create(
                                tx, new Dispatch.New(DispatchId.create(), call, "room", Duration.ofMinutes(1), null)))
                .id();
        long fence = role.db()
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> Dispatches.claim(tx, dispatch, "c-secret", Duration.ofMinutes(1)))
                .orElseThrow()
                .fencingToken();
        var event = new JournalEntry.Happening(
                Instant.EPOCH, 5L, "runtime.voice_stt_transcript", Json.write(java.util.Map.of("words", "planted")));
        role.db()
                .tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> CallJournal.append(
                                tx,
                                call,
                                fence,
                                List.of(
                                        new JournalEntry.Event(1, event),
                                        new JournalEntry.Said(
                                                2, said(Utterance.Speaker.AGENT, "Hello unheard", "Hello")),
                                        new JournalEntry.Said(
                                                3,
                                                said(
                                                        Utterance.Speaker.CALLER,
                                                        "My card is 4242 4242 4242 4242",
                                                        "My card is 4242 4242 4242 4242")))));
    }

    private static Utterance said(Utterance.Speaker speaker, String generated, String heard) {
        return new Utterance(1, speaker, generated, heard, Utterance.HeardBy.WORDS, true, 100, 900);
    }
}
