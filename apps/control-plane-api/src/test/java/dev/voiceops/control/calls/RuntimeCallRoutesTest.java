package dev.voiceops.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RuntimeCallRoutesTest {
    private static ControlPlaneUnderTest role;
    private static Specimen acme;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = SampleAgent.plant(role.db(), null);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void calls_page_newest_first_without_gaps_or_repetitions() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) made.addFirst(acme.call().toString());
        List<String> seen = new ArrayList<>();
        String query = "?limit=2";
        while (true) {
            JsonNode page =
                    Json.tree(role.get("/internal/runtime/calls" + query).body());
            page.path("calls").forEach(call -> seen.add(call.path("id").stringValue()));
            if (!page.has("next")) break;
            query = "?limit=2&before=" + page.path("next").stringValue();
        }
        assertThat(seen).containsSubsequence(made).doesNotHaveDuplicates();
    }

    @Test
    void a_call_is_shown_with_its_events_and_what_was_said_and_heard() {
        CallId call = acme.call();
        DispatchId dispatch = dispatch(call);
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
        role.db()
                .tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> CallJournal.append(
                                tx,
                                call,
                                fence,
                                List.of(new JournalEntry.Event(1, event), new JournalEntry.Said(2, said))));
        JsonNode shown = Json.tree(role.get("/internal/runtime/calls/" + call).body());
        assertThat(shown.path("call").path("state").stringValue()).isEqualTo("queued");
        assertThat(shown.path("events").get(0).path("payload").path("turn").intValue())
                .isEqualTo(1);
        assertThat(shown.path("utterances").get(0).path("heard").stringValue()).isEqualTo("Hello");
        JsonNode later = Json.tree(
                role.get("/internal/runtime/calls/" + call + "/events?after=1").body());
        assertThat(later.isEmpty()).isTrue();
    }

    @Test
    void unknown_calls_strange_ids_and_strangers_are_refused() {
        ControlPlaneUnderTest.problem(role.get("/internal/runtime/calls/" + UUID.randomUUID()), ProblemType.NOT_FOUND);
        ControlPlaneUnderTest.problem(role.get("/internal/runtime/calls/x"), ProblemType.INVALID_REQUEST);
        ControlPlaneUnderTest.problem(role.get("/internal/runtime/calls?limit=x"), ProblemType.INVALID_REQUEST);
        ControlPlaneUnderTest.problem(
                role.send(HttpRequest.newBuilder(role.at("/internal/runtime/calls"))
                        .GET()),
                ProblemType.UNAUTHENTICATED);
    }

    private static DispatchId dispatch(CallId call) {
        return role.db()
                .tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> Dispatches.create(
                                tx, new Dispatch.New(DispatchId.create(), call, "room", Duration.ofMinutes(1), null)))
                .id();
    }
}
