package dev.voiceops.control.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.ClaimRequest;
import dev.voiceops.contracts.ClaimResponse;
import dev.voiceops.contracts.MediaTokenRequest;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.NumberId;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.PhoneNumber;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResumptionTest {
    private static ControlPlaneUnderTest role;
    private static Specimen acme;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        acme = SampleAgent.plant(role.db(), "+15557770000");
        role.connector("c-1", 1_000);
        role.connector("c-2", 1_000);
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_call_whose_connector_waits_without_media_is_connected_to_that_connector() {
        String sid = ring();
        claim(sid, "c-2");
        Verbs verbs = resume(sid, 1);
        assertThat(verbs.names()).containsExactly("Connect", "Redirect");
        assertThat(verbs.first("Stream").getAttribute("url")).contains("/c-2/");
        assertThat(verbs.text("Redirect")).endsWith("attempt=2");
        assertThat(consume(verbs.token(), sid)).isEqualTo(200);
    }

    @Test
    void a_call_whose_media_ended_is_asked_about_again_until_its_connector_has_spoken() {
        String sid = ring();
        claim(sid, "c-1");
        assertThat(consume(resume(sid, 1).token(), sid)).isEqualTo(200);
        Verbs verbs = resume(sid, 2);
        assertThat(verbs.names()).containsExactly("Pause", "Redirect");
        assertThat(verbs.text("Redirect")).endsWith("attempt=3");
        end(sid, EndReason.AGENT_GOODBYE);
        assertThat(resume(sid, 3).names()).containsExactly("Hangup");
    }

    @Test
    void a_connector_that_never_speaks_is_given_up_with_an_apology_and_the_cause() {
        String sid = ring();
        claim(sid, "c-gone");
        assertThat(consume(resume(sid, 1).token(), sid)).isEqualTo(200);
        assertThat(resume(sid, Resumption.PATIENCE).names()).containsExactly("Pause", "Redirect");
        Verbs verbs = resume(sid, Resumption.PATIENCE + 1);
        assertThat(verbs.names()).containsExactly("Say", "Say", "Hangup");
        assertThat(call(sid).endReason()).isEqualTo(EndReason.CONNECTOR_LOST);
        assertThat(resume(sid, 1).names()).containsExactly("Say", "Say", "Hangup");
    }

    @Test
    void a_connector_that_lives_but_does_not_speak_lost_the_media() {
        String sid = ring();
        claim(sid, "c-1");
        assertThat(consume(resume(sid, 1).token(), sid)).isEqualTo(200);
        resume(sid, Resumption.PATIENCE + 1);
        assertThat(call(sid).endReason()).isEqualTo(EndReason.MEDIA_LOST);
    }

    @Test
    void a_transferred_call_dials_the_number_its_version_names() {
        String sid = ring();
        end(sid, EndReason.TRANSFERRED);
        Verbs verbs = resume(sid, 1);
        assertThat(verbs.names()).containsExactly("Dial");
        assertThat(verbs.text("Number")).isEqualTo("+15557770000");
    }

    @Test
    void a_call_that_was_drained_heard_its_goodbye_already() {
        String sid = ring();
        end(sid, EndReason.DRAINED);
        assertThat(resume(sid, 1).names()).containsExactly("Hangup");
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void every_cause_of_an_end_has_an_answer_that_ends_the_line(EndReason reason) {
        String sid = ring();
        end(sid, reason);
        assertThat(resume(sid, 1).names().getLast()).isIn("Hangup", "Dial");
    }

    @Test
    void after_a_failure_the_tenants_fallback_number_is_dialled_and_its_outcome_handled() {
        Specimen tenant = SampleAgent.plant(role.db(), null);
        String number = "+15554443333";
        role.db().tenant(tenant.tenant(), Specimen.TESTER, tx -> {
            Numbers.insert(
                    tx, new PhoneNumber(NumberId.create(), number, tenant.agent(), "+15556660000", "Please write."));
            return number;
        });
        String sid = InboundTest.sid();
        Map<String, String> form = Map.of("CallSid", sid, "From", "anonymous", "To", number);
        Verbs.of(role.twilio("/twilio/webhook/inbound", form));
        end(sid, EndReason.CONNECTOR_LOST);
        assertThat(resume(sid, 1).names()).containsExactly("Say", "Dial");
        Map<String, String> busy = Map.of("CallSid", sid, "To", number, "DialCallStatus", "busy");
        assertThat(Verbs.of(role.twilio("/twilio/webhook/fallback", busy)).text("Say"))
                .isEqualTo("Please write.");
        Map<String, String> talked = Map.of("CallSid", sid, "To", number, "DialCallStatus", "completed");
        assertThat(Verbs.of(role.twilio("/twilio/webhook/fallback", talked)).names())
                .containsExactly("Hangup");
        Map<String, String> failing = Map.of("CallSid", sid, "To", number, "ErrorCode", "11200");
        assertThat(Verbs.of(role.twilio("/twilio/webhook/fallback", failing)).names())
                .containsExactly("Dial");
    }

    @Test
    void a_call_we_never_heard_of_hears_a_sentence() {
        assertThat(resume(InboundTest.sid(), 1).names()).containsExactly("Say", "Hangup");
    }

    private static String ring() {
        String sid = InboundTest.sid();
        Map<String, String> form = Map.of("CallSid", sid, "From", "anonymous", "To", acme.number());
        assertThat(Verbs.of(role.twilio("/twilio/webhook/inbound", form)).names())
                .contains("Connect");
        return sid;
    }

    private static Verbs resume(String sid, int attempt) {
        return Verbs.of(role.twilio("/twilio/webhook/resume?attempt=" + attempt, Map.of("CallSid", sid)));
    }

    private static void claim(String sid, String connector) {
        CallId id = call(sid).id();
        DispatchId dispatch = DispatchId.create();
        role.db()
                .tenant(
                        acme.tenant(),
                        Specimen.TESTER,
                        tx -> Dispatches.create(
                                tx, new Dispatch.New(dispatch, id, "room", Duration.ofMinutes(1), null)));
        role.ask(
                "/internal/runtime/dispatches/claim",
                new ClaimRequest(dispatch.value(), connector),
                ClaimResponse.class);
    }

    private static int consume(String token, String sid) {
        return role.ask("/internal/runtime/media-tokens/consume", new MediaTokenRequest(token, sid))
                .statusCode();
    }

    private static void end(String sid, EndReason reason) {
        Call call = call(sid);
        Call.End end = new Call.End(reason, Outcome.UNKNOWN, Call.Witness.CONNECTOR, Instant.now(), null);
        role.db().tenant(call.tenant(), Specimen.TESTER, tx -> Calls.end(tx, call.id(), end));
    }

    private static Call call(String sid) {
        return role.db()
                .platform(Specimen.TEST, Specimen.TESTER, tx -> Calls.bySid(tx, sid))
                .orElseThrow();
    }
}
