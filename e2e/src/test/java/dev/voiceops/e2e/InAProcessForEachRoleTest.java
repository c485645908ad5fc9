package dev.voiceops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** The last test: its connector is gone afterwards. */
    @Test
    @Order(Integer.MAX_VALUE)
    void a_call_whose_connector_is_killed_ends_with_its_cause_and_twilios_next_verb_is_answered() throws Exception {
        CompletableFuture<List<JsonNode>> caller = CompletableFuture.supplyAsync(() -> {
            try {
                return story("silent");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (calls().stream().noneMatch(call -> call.path("state").asString().equals("live"))) {
            assertThat(caller).isNotDone();
        }
        platform().process("agent-connector").kill();

        List<JsonNode> story = caller.join();
        String callSid = story.getLast().path("call_sid").asString();
        assertThat(story)
                .anySatisfy(step -> assertThat(step.path("url").asString("")).contains("/twilio/webhook/resume"));
        assertThat(story.getLast().path("reason").asString()).isIn("twiml_end", "hangup");
        JsonNode call = called(callSid);
        for (int tries = 0; tries < 20_000 && !call.path("state").asString().equals("ended"); tries++) {
            call = called(callSid);
        }
        assertThat(call.path("state").asString()).isEqualTo("ended");
        assertThat(call.path("end_reason").asString()).isIn("connector_lost", "media_lost");
    }

    private JsonNode called(String callSid) throws Exception {
        return calls().stream()
                .filter(one -> one.path("twilio_call_sid").asString("").equals(callSid))
                .findFirst()
                .orElseThrow();
    }
}
