package dev.voiceops.control.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.contracts.HandoffV1;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.MediaTokenRequest;
import dev.voiceops.contracts.MediaTokenResponse;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.NumberId;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.Outbox;
import dev.voiceops.store.OutboxMessage;
import dev.voiceops.store.PhoneNumber;
import dev.voiceops.store.testing.Specimen;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InboundTest {
    private static ControlPlaneUnderTest role;
    private static Specimen acme;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = SampleAgent.plant(role.db(), null);
        role.connector("c-1", 1_000);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_call_to_a_known_number_is_connected_to_a_connector_with_a_token_and_comes_back_to_resume() {
        Verbs verbs = Verbs.of(ring(sid(), acme.number()));
        assertThat(verbs.names()).containsExactly("Connect", "Redirect");
        assertThat(verbs.first("Stream").getAttribute("url"))
                .isEqualTo("wss://media.example.com/c-1/twilio/media-stream");
        assertThat(verbs.first("Stream").getAttribute("statusCallback"))
                .isEqualTo(ControlPlaneUnderTest.PUBLIC + "/twilio/webhook/stream-status");
        assertThat(verbs.token()).hasSizeGreaterThanOrEqualTo(22);
        assertThat(verbs.text("Redirect")).isEqualTo(ControlPlaneUnderTest.PUBLIC + "/twilio/webhook/resume?attempt=1");
    }

    @Test
    void the_call_its_handoff_and_its_event_are_on_record_together() {
        String sid = sid();
        Verbs.of(ring(sid, acme.number()));
        Call call = call(sid);
        assertThat(call.state()).isEqualTo(Call.State.QUEUED);
        assertThat(call.version()).isEqualTo(acme.version());
        assertThat(call.simulated()).isTrue();
        HandoffV1 handoff = Json.read(only(handoffs(), call), HandoffV1.class);
        assertThat(handoff.traceId()).isEqualTo(call.traceId());
        assertThat(handoff.twilioCallSid()).isEqualTo(sid);
        assertThat(handoff.from()).isEqualTo("anonymous");
        assertThat(handoff.connectorHint()).isEqualTo("c-1");
        assertThat(events(call)).containsExactly(RuntimeEvents.HANDOFF_REQUESTED);
    }

    @Test
    void a_repeated_webhook_changes_nothing_and_means_the_same() {
        String sid = sid();
        Verbs first = Verbs.of(ring(sid, acme.number()));
        Verbs second = Verbs.of(ring(sid, acme.number()));
        assertThat(second.names()).isEqualTo(first.names());
        assertThat(second.first("Stream").getAttribute("url"))
                .isEqualTo(first.first("Stream").getAttribute("url"));
        Call call = call(sid);
        assertThat(events(call)).hasSize(1);
        assertThat(handoffs().stream().filter(payload -> payload.contains(sid))).hasSize(1);
        assertThat(consume(second.token(), sid).statusCode()).isEqualTo(200);
        ControlPlaneUnderTest.problem(consume(first.token(), sid), ProblemType.MEDIA_TOKEN_REFUSED);
    }

    @Test
    void a_call_whose_media_is_in_gets_no_second_token() {
        String sid = sid();
        Verbs first = Verbs.of(ring(sid, acme.number()));
        assertThat(consume(first.token(), sid).statusCode()).isEqualTo(200);
        assertThat(Verbs.of(ring(sid, acme.number())).names()).containsExactly("Pause", "Redirect");
    }

    @Test
    void sixty_four_webhooks_of_one_call_at_once_make_one_call_and_one_handoff() throws Exception {
        String sid = sid();
        List<Verbs> answers = all(IntStream.range(0, 64)
                .<Callable<Verbs>>mapToObj(i -> () -> Verbs.of(ring(sid, acme.number())))
                .toList());
        assertThat(answers).allSatisfy(verbs -> assertThat(verbs.names()).containsExactly("Connect", "Redirect"));
        assertThat(events(call(sid))).hasSize(1);
        assertThat(handoffs().stream().filter(payload -> payload.contains(sid))).hasSize(1);
        long good = answers.stream()
                .filter(verbs -> consume(verbs.token(), sid).statusCode() == 200)
                .count();
        assertThat(good).isEqualTo(1);
    }

    @Test
    void a_token_is_good_once_and_for_its_own_call_only() {
        String sid = sid();
        String token = Verbs.of(ring(sid, acme.number())).token();
        ControlPlaneUnderTest.problem(consume(token, sid()), ProblemType.MEDIA_TOKEN_REFUSED);
        MediaTokenResponse admitted = Json.read(consume(token, sid).body(), MediaTokenResponse.class);
        assertThat(admitted.callId()).isEqualTo(call(sid).id().value());
        assertThat(call(sid).state()).isEqualTo(Call.State.LIVE);
        ControlPlaneUnderTest.problem(consume(token, sid), ProblemType.MEDIA_TOKEN_REFUSED);
        ControlPlaneUnderTest.problem(consume("made-up-token", sid), ProblemType.MEDIA_TOKEN_REFUSED);
    }

    @Test
    void an_unknown_number_is_told_so_politely() {
        Verbs verbs = Verbs.of(ring(sid(), "+4930123456"));
        assertThat(verbs.names()).containsExactly("Say", "Hangup");
    }

    @Test
    void a_number_nobody_answers_goes_to_the_tenants_fallback() {
        String dialled = number(acme, "+15550009999", null);
        Verbs verbs = Verbs.of(ring(sid(), dialled));
        assertThat(verbs.names()).containsExactly("Dial");
        assertThat(verbs.text("Number")).isEqualTo("+15550009999");
        assertThat(verbs.first("Dial").getAttribute("action"))
                .isEqualTo(ControlPlaneUnderTest.PUBLIC + "/twilio/webhook/fallback");
        String told = number(acme, null, "We are closed.");
        assertThat(Verbs.of(ring(sid(), told)).text("Say")).isEqualTo("We are closed.");
    }

    @Test
    void fields_that_are_missing_or_malformed_are_refused() {
        for (Map<String, String> form : List.of(
                Map.of("From", "+15550001111", "To", acme.number()),
                Map.of("CallSid", "CA1", "From", "+15550001111", "To", acme.number()),
                Map.of("CallSid", sid(), "To", acme.number()),
                Map.of("CallSid", sid(), "From", "+15550001111"))) {
            ControlPlaneUnderTest.problem(role.twilio("/twilio/webhook/inbound", form), ProblemType.INVALID_REQUEST);
        }
    }

    @Test
    void without_a_connector_with_room_the_caller_is_turned_away_and_the_call_is_on_record() {
        try (var full = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20))) {
            Specimen tenant = SampleAgent.plant(full.db(), null);
            String sid = sid();
            Map<String, String> form = Map.of("CallSid", sid, "From", "anonymous", "To", tenant.number());
            for (int i = 0; i < 2; i++) {
                Verbs verbs = Verbs.of(full.twilio("/twilio/webhook/inbound", form));
                assertThat(verbs.names()).containsExactly("Say", "Hangup");
                assertThat(verbs.text("Say")).isEqualTo("Nobody can answer now.");
            }
            Call call = full.db()
                    .platform(Specimen.TEST, Specimen.TESTER, tx -> Calls.bySid(tx, sid))
                    .orElseThrow();
            assertThat(call.endReason()).isEqualTo(EndReason.NO_CAPACITY);
        }
    }

    @Test
    void without_the_database_the_caller_still_hears_a_sentence() {
        try (var lost = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20))) {
            lost.loseDatabase();
            Map<String, String> form = Map.of("CallSid", sid(), "From", "anonymous", "To", acme.number());
            for (String route : List.of("inbound", "resume", "fallback")) {
                Verbs verbs = Verbs.of(lost.twilio("/twilio/webhook/" + route, form));
                assertThat(verbs.names()).as(route).containsExactly("Say", "Hangup");
            }
        }
    }

    private static HttpResponse<String> ring(String sid, String to) {
        return role.twilio(
                "/twilio/webhook/inbound",
                Map.of("CallSid", sid, "AccountSid", "AC1", "From", "anonymous", "To", to, "CallerName", ""));
    }

    private static HttpResponse<String> consume(String token, String sid) {
        return role.ask("/internal/runtime/media-tokens/consume", new MediaTokenRequest(token, sid));
    }

    private static Call call(String sid) {
        return role.db()
                .platform(Specimen.TEST, Specimen.TESTER, tx -> Calls.bySid(tx, sid))
                .orElseThrow();
    }

    private static List<String> events(Call call) {
        return role.db().tenant(call.tenant(), Specimen.TESTER, tx -> CallRecord.events(tx, call.id(), 0, 100)).stream()
                .map(CallRecord.Event::type)
                .toList();
    }

    private static final List<String> SEEN = new ArrayList<>();

    private static synchronized List<String> handoffs() {
        role
                .db()
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> Outbox.claim(tx, List.of(RuntimeEvents.HANDOFF_REQUESTED), 1_000, Duration.ofHours(1)))
                .stream()
                .map(OutboxMessage::payload)
                .forEach(SEEN::add);
        return List.copyOf(SEEN);
    }

    private static String only(List<String> payloads, Call call) {
        List<String> mine = payloads.stream()
                .filter(payload -> payload.contains(call.id().toString()))
                .toList();
        assertThat(mine).hasSize(1);
        return mine.getFirst();
    }

    private static String number(Specimen owner, @Nullable String fallback, @Nullable String message) {
        String e164 = "+1555" + (1_000_000 + ThreadLocalRandom.current().nextInt(8_999_999));
        role.db().tenant(owner.tenant(), Specimen.TESTER, tx -> {
            Numbers.insert(tx, new PhoneNumber(NumberId.create(), e164, null, fallback, message));
            return e164;
        });
        return e164;
    }

    static String sid() {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return "CA" + HexFormat.of().formatHex(random);
    }

    static <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) results.add(future.get());
            return results;
        }
    }
}
