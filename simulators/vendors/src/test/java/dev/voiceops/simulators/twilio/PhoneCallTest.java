package dev.voiceops.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.simulators.Sims;
import dev.voiceops.simulators.SimulatedVendors;
import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Fault;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.faults.When;
import dev.voiceops.simulators.scenario.Scenarios;
import dev.voiceops.simulators.twilio.FakeAgent.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Conformance list 5.1, over real sockets. */
class PhoneCallTest {
    private static final String WAITS = """
            name: waits
            steps:
              - when: {after_ms: 60000}
                hang_up: true
            """;
    private final SimulatedVendors sims = Sims.start();
    private final FakeAgent agent = new FakeAgent(Account.SIMULATED.authToken());

    @AfterEach
    void stop() {
        sims.close();
        agent.close();
    }

    @Test
    void the_webhook_is_a_signed_form_with_the_full_set_of_fields() throws Exception {
        agent.page("/hooks/voice", Reply.twiml("<Hangup/>"));
        var call = place(WAITS);
        var report = report(call);

        var hook = agent.seen("/hooks/voice").getFirst();
        assertThat(hook.valid()).isTrue();
        assertThat(hook.token()).isNotBlank();
        assertThat(hook.form())
                .containsEntry("CallSid", call.sid())
                .containsEntry("AccountSid", Account.SIMULATED.sid())
                .containsEntry("CallStatus", "ringing")
                .containsEntry("Direction", "inbound")
                .containsEntry("ApiVersion", "2010-04-01")
                .containsKeys("From", "To", "Caller", "Called", "FromCountry", "ToCity", "StirVerstat", "CallToken");
        assertThat(call.sid()).matches("CA[0-9a-f]{32}");
        assertThat(report.endedBy()).isEqualTo("agent");
        assertThat(report.reason()).isEqualTo("hangup");
    }

    @Test
    void the_stream_begins_with_connected_and_start_and_goes_on_with_numbered_media() throws Exception {
        agent.page("/hooks/voice", Reply.twiml(stream("<Parameter name=\"token\" value=\"t&amp;1\"/>")));
        place(WAITS);
        var media = agent.socket();
        assertThat(agent.seen("/media").getFirst().valid()).isTrue();

        var messages = media.until(
                message -> message.path("media").path("chunk").asString("").equals("3"));
        assertThat(messages)
                .extracting(one -> one.path("event").asString())
                .containsExactly("connected", "start", "media", "media", "media");
        assertThat(messages.getFirst().has("sequenceNumber")).isFalse();
        var start = messages.get(1);
        assertThat(start.path("sequenceNumber").asString()).isEqualTo("1");
        assertThat(start.path("start").path("customParameters").path("token").asString())
                .isEqualTo("t&1");
        assertThat(start.path("start").path("mediaFormat").path("sampleRate").isNumber())
                .isTrue();
        var first = messages.get(2);
        assertThat(first.path("sequenceNumber").asString()).isEqualTo("2");
        assertThat(first.path("media").path("timestamp").asString()).isEqualTo("100");
        assertThat(messages.get(3).path("media").path("timestamp").asString()).isEqualTo("120");
        assertThat(Base64.getDecoder()
                        .decode(first.path("media").path("payload").asString()))
                .hasSize(160);
    }

    @Test
    void marks_come_back_when_played_and_a_clear_returns_those_that_wait() throws Exception {
        agent.page("/hooks/voice", Reply.twiml(stream("")));
        place(WAITS);
        var media = agent.socket();
        media.until("start");
        media.mark("at once");
        media.media(new byte[800]);
        media.mark("played");
        media.media(new byte[80_000]);
        media.mark("never played");
        media.mark("neither");

        assertThat(name(media.until("mark").getLast())).isEqualTo("at once");
        assertThat(name(media.until("mark").getLast())).isEqualTo("played");
        media.clear();
        assertThat(name(media.until("mark").getLast())).isEqualTo("never played");
        assertThat(name(media.until("mark").getLast())).isEqualTo("neither");
    }

    @Test
    void what_twilio_does_not_understand_it_ignores_with_a_warning() throws Exception {
        agent.page("/hooks/voice", Reply.twiml(stream("")));
        var call = place(WAITS);
        var media = agent.socket();
        media.until("start");
        media.send("{nonsense");
        media.send("{\"event\":\"dance\",\"streamSid\":\"MZ1\"}");
        media.binary(new byte[10]);
        media.mark("alive");

        assertThat(name(media.until("mark").getLast())).isEqualTo("alive");
        assertThat(call.progress().stream()
                        .filter(one -> one.event().equals(Progress.WARNING))
                        .toList())
                .extracting(one -> one.number("code", 0))
                .containsExactly(31951L, 31951L, 31950L);
    }

    @Test
    void when_our_server_closes_the_twiml_goes_on_with_the_next_verb() throws Exception {
        agent.page("/hooks/voice", Reply.twiml(stream("") + "<Redirect>/hooks/next</Redirect>"))
                .page("/hooks/next", Reply.twiml("<Say>Goodbye.</Say>"));
        var call = place(WAITS);
        var media = agent.socket();
        media.until("start");
        media.close();

        assertThat(report(call).reason()).isEqualTo("twiml_end");
        assertThat(agent.seen("/hooks/next").getFirst().form()).containsEntry("CallStatus", "in-progress");
        assertThat(agent.seen("/hooks/next").getFirst().valid()).isTrue();
    }

    @Test
    void the_action_of_connect_is_asked_for_when_the_stream_is_over_even_if_the_socket_broke() throws Exception {
        agent.page(
                        "/hooks/voice",
                        Reply.twiml("<Connect action=\"/hooks/ended\"><Stream url=\"" + agent.mediaUrl()
                                + "\" statusCallback=\"" + agent.url("/hooks/stream")
                                + "\"/></Connect><Say>not reached</Say>"))
                .page("/hooks/ended", Reply.twiml("<Hangup/>"))
                .page("/hooks/stream", new Reply(204, "", ""));
        var call = place(WAITS);
        var media = agent.socket();
        media.until("start");
        media.drop();

        assertThat(report(call).reason()).isEqualTo("hangup");
        assertThat(agent.seen("/hooks/stream"))
                .extracting(one -> one.form().get("StreamEvent"))
                .containsExactly("stream-started", "stream-error");
    }

    @Test
    void a_caller_who_hangs_up_ends_the_stream_with_stop_and_the_call_with_a_status_callback() throws Exception {
        agent.page("/hooks/voice", Reply.twiml(stream("") + "<Say>not reached</Say>"))
                .page("/hooks/status", new Reply(204, "", ""));
        var call = sims.caller()
                .place(plan("""
                                name: short
                                steps:
                                  - when: {after_ms: 100}
                                    hang_up: true
                                """)
                        .withStatus(agent.url("/hooks/status"), "initiated", "ringing", "answered", "completed"));
        var media = agent.socket();
        var messages = media.until("closed");

        assertThat(messages.get(messages.size() - 2).path("event").asString()).isEqualTo("stop");
        assertThat(report(call).endedBy()).isEqualTo("caller");
        assertThat(agent.seen("/hooks/status")).allMatch(FakeAgent.Seen::valid);
        assertThat(agent.seen("/hooks/status"))
                .extracting(one ->
                        one.form().get("SequenceNumber") + " " + one.form().get("CallStatus"))
                .containsExactly("0 initiated", "1 ringing", "2 in-progress", "3 completed");
        assertThat(agent.seen("/hooks/status").getLast().form()).containsKeys("CallDuration", "Duration", "Timestamp");
    }

    @Test
    void a_stream_url_with_a_query_or_without_tls_off_loopback_is_refused() throws Exception {
        agent.page(
                "/hooks/voice",
                Reply.twiml("<Connect><Stream url=\"" + agent.mediaUrl() + "?a=b\"/></Connect>"
                        + "<Connect><Stream url=\"ws://example.com/media\"/></Connect>"
                        + "<Connect><Stream url=\"ws://127.0.0.1:1/media\"/></Connect>"));
        var call = place(WAITS);
        report(call);
        assertThat(call.progress().stream()
                        .filter(one -> one.event().equals(Progress.WARNING))
                        .toList())
                .extracting(one -> one.number("code", 0))
                .containsExactly(31920L, 31922L, 31904L);
    }

    @Test
    void bad_answers_lead_to_the_fallback_with_their_error_code() throws Exception {
        agent.page("/hooks/fallback", Reply.twiml("<Hangup/>"));
        for (var bad : Map.of(
                        11200, new Reply(500, "text/xml", "<Response/>"),
                        12300, new Reply(200, "application/json", "{}"),
                        12100, new Reply(200, "text/xml", "<Response><Say>"))
                .entrySet()) {
            agent.page("/hooks/voice", bad.getValue());
            report(sims.caller().place(plan(WAITS).withFallback(agent.url("/hooks/fallback"))));
            assertThat(agent.seen("/hooks/fallback").getLast().form())
                    .containsEntry("ErrorCode", String.valueOf(bad.getKey()))
                    .containsEntry("ErrorUrl", agent.url("/hooks/voice"));
        }
    }

    @Test
    void rest_can_read_redirect_and_end_a_call_and_not_after_its_end() throws Exception {
        agent.page("/hooks/voice", Reply.twiml(stream("")));
        var call = place(WAITS);
        var media = agent.socket();
        media.until("start");
        assertThat(rest(call, "GET", "").body()).contains("\"status\":\"in-progress\"");

        assertThat(rest(call, "POST", "Twiml=%3CResponse%3E%3CPause%20length%3D%2230%22%2F%3E%3C%2FResponse%3E")
                        .statusCode())
                .isEqualTo(200);
        media.until("stop");
        assertThat(rest(call, "POST", "Status=completed").statusCode()).isEqualTo(200);

        assertThat(report(call).reason()).isEqualTo("rest_completed");
        var late = rest(call, "POST", "Status=completed");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("21220");
        assertThat(rest(call, "DELETE", "").statusCode()).isEqualTo(204);
        assertThat(rest(call, "GET", "").statusCode()).isEqualTo(404);
    }

    @Test
    void rest_wants_the_accounts_credentials() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(sims.url() + "/twilio/2010-04-01/Accounts/AC1/Calls/CA1.json"))
                .header(
                        "authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("AC1:wrong".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("20003");
    }

    @Test
    void a_dial_meets_what_the_plan_says_and_tells_its_action() throws Exception {
        agent.page("/hooks/voice", Reply.twiml("<Dial action=\"/hooks/dialled\"><Number>+15550100999</Number></Dial>"))
                .page("/hooks/dialled", Reply.twiml("<Hangup/>"));
        report(sims.caller().place(plan(WAITS).withDialled(new CallPlan.Dialled("busy", 10, 0))));
        assertThat(agent.seen("/hooks/dialled").getFirst().form())
                .containsEntry("DialCallStatus", "busy")
                .containsKey("DialCallSid");
    }

    @Test
    void a_rejected_call_is_never_answered() throws Exception {
        agent.page("/hooks/voice", Reply.twiml("<Reject reason=\"busy\"/>"));
        var call = place(WAITS);
        assertThat(report(call).reason()).isEqualTo("rejected");
        assertThat(call.status()).isEqualTo("busy");
    }

    @Test
    void fault_scripts_forge_repeat_and_reorder_what_twilio_sends() throws Exception {
        agent.page("/hooks/voice", Reply.twiml("<Hangup/>")).page("/hooks/status", new Reply(204, "", ""));
        fault("forged", "webhook", When.AT_ONCE, new Deed.Garbage());
        fault("twice", "status", new When(1, 0, 0, 1), new Deed.Duplicate(2));
        fault("order", "status", new When(2, 0, 0, 1), new Deed.Reorder());
        report(sims.caller()
                .place(plan(WAITS)
                        .withStatus(agent.url("/hooks/status"), "initiated", "ringing", "answered", "completed")));

        assertThat(agent.seen("/hooks/voice").getFirst().valid()).isFalse();
        var statuses = agent.seen("/hooks/status");
        assertThat(statuses)
                .extracting(one -> one.form().get("CallStatus"))
                .containsExactly("initiated", "initiated", "in-progress", "ringing", "completed");
        assertThat(statuses.get(0).token()).isEqualTo(statuses.get(1).token());
    }

    @Test
    void media_faults_lose_and_delay_marks_and_drop_the_socket() throws Exception {
        agent.page("/hooks/voice", Reply.twiml(stream("")));
        fault("lost", "media", When.AT_ONCE, new Deed.LostMark());
        var call = place(WAITS);
        var media = agent.socket();
        media.until("start");
        media.mark("lost");
        media.mark("kept");
        assertThat(name(media.until("mark").getLast())).isEqualTo("kept");

        fault("keys", "media", When.AT_ONCE, new Deed.Digits("12"));
        media.until("dtmf");
        assertThat(media.until("dtmf").getLast().path("dtmf").path("digit").asString())
                .isEqualTo("2");

        fault("drop", "media", When.AT_ONCE, new Deed.Drop());
        assertThat(media.until("closed").getLast().path("code").asInt()).isEqualTo(1006);
        report(call);
    }

    @Test
    void a_half_open_stream_brings_nothing_more_and_does_not_close() throws Exception {
        agent.page("/hooks/voice", Reply.twiml(stream("")));
        var call = place(WAITS);
        var media = agent.socket();
        media.until("media");
        fault("half", "media", When.AT_ONCE, new Deed.HalfOpen());
        untilItHappened("half");
        call.hangUp();

        assertThat(report(call).endedBy()).isEqualTo("caller");
        media.mark("into the void");
        // Neither the stop of the call nor the mark's echo nor a close may arrive; a second call proves that time has
        // passed.
        report(place("{name: other, steps: [{when: {after_ms: 200}, hang_up: true}]}"));
        agent.socket();
        assertThat(media.pending())
                .noneMatch(message -> List.of("stop", "closed", "mark")
                        .contains(message.path("event").asString()));
    }

    @Test
    void the_callers_words_arrive_as_sound_and_what_he_heard_is_kept() throws Exception {
        var heard = new CountDownLatch(25);
        agent.page("/hooks/voice", Reply.twiml(stream("")));
        agent.onMessage((media, message) -> {
            if (message.path("event").asString().equals("start")) {
                media.media(tone(400));
            }
            if (loud(message)) {
                heard.countDown();
            }
        });
        var call = place("""
                name: speaks
                steps:
                  - when: {agent_silent_ms: 100}
                    say: "hello agent"
                  - when: {after_ms: 100}
                    hang_up: true
                """);
        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        report(call);
        assertThat(call.heard().orElseThrow()).containsSequence(tone(400));
        assertThat(call.recording().orElseThrow().millis()).isGreaterThan(1_000);
    }

    private static boolean loud(JsonNode message) {
        var payload = message.path("media").path("payload").asString("");
        return !payload.isEmpty() && !payload.startsWith("//////");
    }

    private static byte[] tone(int ms) {
        var sound = new byte[ms * 8];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (byte) (i % 2 == 0 ? 0x90 : 0x10);
        }
        return sound;
    }

    private void fault(String name, String door, When when, Deed does) {
        sims.faults().set(new Fault(name, Vendor.TWILIO, door, when, does));
    }

    /** A fault strikes on the thread of its connection, which may be busy. */
    private void untilItHappened(String fault) {
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (sims.faults().list().stream().noneMatch(one -> one.fault().name().equals(fault) && one.happened() > 0)) {
            assertThat(System.nanoTime())
                    .as("the fault " + fault + " never happened")
                    .isLessThan(last);
            Thread.onSpinWait();
        }
    }

    private CallPlan plan(String yaml) {
        return CallPlan.of(Scenarios.parse(yaml), agent.url("/hooks/voice"), "+15550100101", "+15550100200")
                .withSay(0);
    }

    private PhoneCall place(String yaml) {
        return sims.caller().place(plan(yaml));
    }

    private static CallReport report(PhoneCall call) throws Exception {
        return call.report().get(20, TimeUnit.SECONDS);
    }

    private String stream(String inner) {
        return "<Connect><Stream url=\"" + agent.mediaUrl() + "\">" + inner + "</Stream></Connect>";
    }

    private static String name(JsonNode mark) {
        return mark.path("mark").path("name").asString();
    }

    private HttpResponse<String> rest(PhoneCall call, String method, String form) throws Exception {
        var account = Account.SIMULATED;
        var credentials = Base64.getEncoder()
                .encodeToString(
                        (account.sid() + ":" + account.authToken()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(
                        sims.url() + "/twilio/2010-04-01/Accounts/" + account.sid() + "/Calls/" + call.sid() + ".json"))
                .header("authorization", "Basic " + credentials)
                .header("content-type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
