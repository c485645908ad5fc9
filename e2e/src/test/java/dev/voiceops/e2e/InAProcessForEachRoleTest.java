package dev.voiceops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Each role in its own process over loopback, as an operator runs it. */
@TestMethodOrder(OrderAnnotation.class)
final class InAProcessForEachRoleTest extends WholeCall {
    InAProcessForEachRoleTest() {
        super(Shape.APART);
    }

    /** The caller is silent for more than half a minute, and as long the database is gone. The other calls are over by then. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void a_call_goes_on_without_its_database_and_is_on_record_when_that_is_back() throws Exception {
        Caller caller = inTheMiddleOf("silent");
        platform().databaseAway();
        JsonNode report = caller.report();
        platform().databaseBack();

        assertThat(report.path("ended_by").asString()).isEqualTo("agent");
        HttpRequest health = platform().asRole("CONTROL_PLANE", "/health/db").build();
        Eventually.seen(() -> platform().send(health).statusCode(), status -> status == 200);
        JsonNode record = record(report.path("call_sid").asString());
        assertThat(record.at("/call/end_reason").asString()).isEqualTo("silence");
        theEventsHaveNoGaps(record);
        assertThat(record.path("utterances")
                        .valueStream()
                        .map(utterance -> utterance.path("turn").asInt()))
                .containsExactly(1, 2, 3, 4);
    }

    /** The last test: its connector is gone afterwards. */
    @Test
    @Order(Integer.MAX_VALUE)
    void a_call_whose_connector_is_killed_ends_with_its_cause_and_twilios_next_verb_is_answered() throws Exception {
        Caller caller = inTheMiddleOf("silent");
        platform().process("agent-connector").kill();

        JsonNode report = caller.report();
        String callSid = report.path("call_sid").asString();
        assertThat(caller.story())
                .anySatisfy(step -> assertThat(step.path("url").asString("")).contains("/twilio/webhook/resume"));
        assertThat(report.path("reason").asString()).isIn("twiml_end", "hangup");
        JsonNode call = Eventually.seen(
                () -> call(callSid), now -> now.path("state").asString().equals("ended"));
        assertThat(call.path("end_reason").asString()).isIn("connector_lost", "media_lost");
    }

    /** Places a call, and returns when the agent is heard. */
    private Caller inTheMiddleOf(String scenario) throws Exception {
        Caller caller = caller(scenario);
        caller.hearsTheAgent();
        return caller;
    }
}
