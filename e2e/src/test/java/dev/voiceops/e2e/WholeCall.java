package dev.voiceops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Simulated phone calls through the whole product, from the signed webhook to the record; all of them at once, because a call
 * takes its time. Ears are scripted and voices hum here: that the embedded recogniser really hears is tested in
 * simulators/speech and by {@code ./voiceops demo}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WholeCall {
    private static final List<String> SCENARIOS = List.of("demo", "silent", "hang-up-mid-answer");

    private final Shape shape;
    private final Map<String, Caller> callers = new HashMap<>();
    private @Nullable Platform started;

    WholeCall(Shape shape) {
        this.shape = shape;
    }

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        started = Platform.start(shape, home);
        for (String scenario : SCENARIOS) {
            callers.put(scenario, caller(scenario));
        }
    }

    @AfterAll
    void stop() {
        platform().close();
    }

    Platform platform() {
        return Objects.requireNonNull(started);
    }

    @Test
    void a_caller_is_heard_answered_helped_by_a_tool_and_may_interrupt() throws Exception {
        JsonNode report = reportOf("demo");

        // A hum has no words to hear; what the agent said is asserted on its record.
        assertThat(report.path("judgements")
                        .valueStream()
                        .filter(judgement -> !judgement.path("what").asString().equals("hears"))
                        .filter(judgement -> !judgement.path("met").asBoolean())
                        .toList())
                .isEmpty();
        assertThat(report.path("ended_by").asString()).isEqualTo("agent");
        JsonNode record = record(report.path("call_sid").asString());
        JsonNode call = record.path("call");
        assertThat(call.path("state").asString()).isEqualTo("ended");
        assertThat(call.path("outcome").asString()).isEqualTo("resolved");
        assertThat(call.path("end_reason").asString()).isEqualTo("agent_goodbye");
        theEventsHaveNoGaps(record);
        theEventsTellTheLifeOfTheCall(record);
        whatWasNotHeardIsNotTakenAsSaid(record);
        theStagesOfEachTurnAddUp(record);
        assertThat(record.path("tool_executions")).hasSize(1);
        assertThat(record.at("/tool_executions/0/tool").asString()).isEqualTo("order-status");
        assertThat(record.at("/tool_executions/0/status").asString()).isEqualTo("succeeded");
        assertThat(record.at("/recording/channels").asInt()).isEqualTo(2);
        assertThat(record.at("/recording/duration_ms").asLong()).isGreaterThan(10_000);
    }

    @Test
    void a_silent_caller_is_asked_twice_and_then_left_in_peace() throws Exception {
        JsonNode report = reportOf("silent");

        assertThat(report.path("ended_by").asString()).isEqualTo("agent");
        assertThat(record(report.path("call_sid").asString())
                        .at("/call/end_reason")
                        .asString())
                .isEqualTo("silence");
    }

    @Test
    void a_caller_who_hangs_up_in_mid_answer_ends_the_call() throws Exception {
        JsonNode report = reportOf("hang-up-mid-answer");

        assertThat(report.path("ended_by").asString()).isEqualTo("caller");
        assertThat(record(report.path("call_sid").asString())
                        .at("/call/end_reason")
                        .asString())
                .isEqualTo("caller_hangup");
    }

    @Test
    void an_unsigned_webhook_is_refused() throws Exception {
        HttpRequest forged = HttpRequest.newBuilder(platform().url("CONTROL_PLANE", "/twilio/webhook/inbound"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", "bm90IGEgc2lnbmF0dXJl")
                .POST(BodyPublishers.ofString(
                        "CallSid=CA00000000000000000000000000000001&From=%2B15550100101&To=%2B15550100200"))
                .build();

        assertThat(platform().send(forged).statusCode()).isEqualTo(403);
    }

    @Test
    void a_route_answers_on_its_own_roles_port_only() throws Exception {
        assertThat(platform()
                        .send(platform()
                                .asRole("CONTROL_PLANE", "/internal/runtime/calls")
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(platform()
                        .send(platform()
                                .asRole("RUNNER", "/internal/runtime/calls")
                                .build())
                        .statusCode())
                .isEqualTo(404);
        for (String role : List.of("CONTROL_PLANE", "RUNNER", "DEBUG", "WORKER", "CONNECTOR")) {
            assertThat(platform()
                            .send(platform().asRole(role, "/health").build())
                            .statusCode())
                    .as(role)
                    .isEqualTo(200);
        }
    }

    static void theEventsHaveNoGaps(JsonNode record) {
        List<Long> seqs = record.path("events")
                .valueStream()
                .map(event -> event.path("seq").asLong())
                .toList();
        for (int i = 0; i < seqs.size(); i++) {
            assertThat(seqs.get(i)).isEqualTo(i + 1L);
        }
    }

    private static void theEventsTellTheLifeOfTheCall(JsonNode record) {
        assertThat(record.path("events")
                        .valueStream()
                        .map(event -> event.path("type").asString()))
                .contains(
                        "runtime.handoff_requested",
                        "runtime.handoff_dispatched",
                        "runtime.dispatch_claimed",
                        "runtime.agent_session_launch_succeeded",
                        "runtime.voice_stt_transcript",
                        "runtime.voice_barge_in_detected");
    }

    private static void whatWasNotHeardIsNotTakenAsSaid(JsonNode record) {
        assertThat(record.path("utterances")
                        .valueStream()
                        .filter(utterance ->
                                utterance.path("speaker").asString().equals("agent"))
                        .filter(utterance -> utterance.path("interrupted").asBoolean()))
                .anySatisfy(utterance -> assertThat(utterance.path("generated").asString())
                        .startsWith(utterance.path("heard").asString().strip())
                        .isNotEqualTo(utterance.path("heard").asString()));
    }

    private static void theStagesOfEachTurnAddUp(JsonNode record) {
        assertThat(record.path("turns")).hasSizeGreaterThanOrEqualTo(7);
        for (JsonNode turn : record.path("turns")) {
            long stages = turn.path("stages")
                    .valueStream()
                    .mapToLong(JsonNode::asLong)
                    .sum();
            assertThat(stages + turn.path("unattributed_ms").asLong())
                    .isEqualTo(turn.path("total_ms").asLong());
        }
    }

    /** Waits for the end of the call that was placed at the start. */
    private JsonNode reportOf(String scenario) {
        return Objects.requireNonNull(callers.get(scenario), scenario).report();
    }

    /** Places a call. */
    Caller caller(String scenario) throws Exception {
        return Caller.phones(platform(), scenario, shape + "-" + scenario);
    }

    /** The call's record, asked for until the last of what is written behind has come. */
    JsonNode record(String callSid) throws Exception {
        String id = call(callSid).path("id").asString();
        HttpRequest request = platform()
                .asRole("CONTROL_PLANE", "/internal/runtime/calls/" + id)
                .build();
        return Eventually.seen(
                () -> platform().json(request),
                record -> record.at("/call/state").asString().equals("ended")
                        && record.path("recording").isObject());
    }

    /** The call as the control plane lists it among the newest. */
    JsonNode call(String callSid) throws Exception {
        return platform()
                .json(platform()
                        .asRole("CONTROL_PLANE", "/internal/runtime/calls?limit=50")
                        .build())
                .path("calls")
                .valueStream()
                .filter(call -> call.path("twilio_call_sid").asString("").equals(callSid))
                .findFirst()
                .orElseThrow();
    }
}
