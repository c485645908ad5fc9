package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolConfirmation;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.control.SampleAgent;
import dev.voiceops.store.Agents;
import dev.voiceops.store.CallId;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A yes is what the record of the call says, and nothing a connector claims. */
class ConfirmationsTest {
    private static final String QUESTION = "Shall I cancel order 4711 for good, yes or no?";
    private static final String INPUT = "{\"order_id\":\"4711\"}";
    private static ControlPlaneUnderTest role;
    private static FakeAutomation automation;
    private static Specimen english;
    private static Specimen german;

    @BeforeAll
    static void start() throws IOException {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
        automation = new FakeAutomation();
        english = tenant("en-US");
        german = tenant("de-DE");
    }

    @AfterAll
    static void stop() {
        role.close();
        automation.close();
    }

    @Test
    void a_plain_yes_to_all_that_will_be_sent_lets_it_through_once_and_is_kept() {
        SpokenCall call = SpokenCall.begin(english).agent(1, QUESTION).caller(2, "Yes, please.");
        ToolOutcome outcome = Json.read(
                ask(call.id(), "c1", INPUT, new ToolConfirmation(QUESTION, "yes please", 2))
                        .body(),
                ToolOutcome.class);
        assertThat(outcome.status()).isEqualTo(ToolOutcome.Status.SUCCEEDED);
        ToolExecution kept = role.db()
                .tenant(
                        english.tenant(),
                        Specimen.TESTER,
                        tx -> ToolExecutions.find(tx, new ExecutionId(outcome.executionId())))
                .orElseThrow();
        assertThat(String.valueOf(kept.confirmation())).contains("yes please", "Shall I cancel order 4711");
        // one yes, one deed
        refused(ask(call.id(), "c2", INPUT, new ToolConfirmation(QUESTION, "yes please", 2)), "used for another");
    }

    @Test
    void values_may_be_read_digit_by_digit() {
        String spelled = "Shall I cancel order 4 7 1 1?";
        SpokenCall call = SpokenCall.begin(english).agent(1, spelled).caller(2, "Yes.");
        assertThat(ask(call.id(), "c1", INPUT, new ToolConfirmation(spelled, "Yes.", 2))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_callers_language_decides_what_a_yes_is() {
        String question = "Soll ich die Bestellung 4711 endgültig stornieren?";
        SpokenCall yes = SpokenCall.begin(german).agent(1, question).caller(2, "Ja, genau.");
        assertThat(ask(yes.id(), "c1", INPUT, new ToolConfirmation(question, "Ja, genau.", 2))
                        .statusCode())
                .isEqualTo(200);
        SpokenCall no = SpokenCall.begin(german).agent(1, question).caller(2, "Ja, aber nur die zweite.");
        refused(ask(no.id(), "c1", INPUT, new ToolConfirmation(question, "Ja, aber nur die zweite.", 2)), "plain yes");
    }

    @Test
    void without_one_it_is_told_what_is_missing() {
        refused(ask(SpokenCall.begin(english).id(), "c1", INPUT, null), "is missing");
    }

    @Test
    void a_yes_that_was_never_said_is_waited_for_and_then_refused() {
        SpokenCall call = SpokenCall.begin(english).agent(1, QUESTION);
        refused(ask(call.id(), "c1", INPUT, new ToolConfirmation(QUESTION, "yes", 2)), "no such answer");
    }

    @Test
    void a_question_that_was_not_heard_to_its_end_or_names_something_else_is_none() {
        SpokenCall cut =
                SpokenCall.begin(english).agent(1, QUESTION, "Shall I cancel").caller(2, "Yes.");
        refused(ask(cut.id(), "c1", INPUT, new ToolConfirmation(QUESTION, "Yes.", 2)), "did not hear");
        SpokenCall other = SpokenCall.begin(english).agent(1, QUESTION).caller(2, "Yes.");
        refused(
                ask(other.id(), "c1", "{\"order_id\":\"4712\"}", new ToolConfirmation(QUESTION, "Yes.", 2)),
                "does not name every value");
    }

    @Test
    void a_caller_who_went_on_or_spoke_between_has_not_said_yes_to_it() {
        SpokenCall on =
                SpokenCall.begin(english).agent(1, QUESTION).caller(2, "Yes.").caller(3, "Wait.");
        refused(ask(on.id(), "c1", INPUT, new ToolConfirmation(QUESTION, "Yes.", 2)), "said something since");
        SpokenCall between =
                SpokenCall.begin(english).agent(1, QUESTION).caller(2, "Hm?").caller(3, "Yes.");
        refused(ask(between.id(), "c1", INPUT, new ToolConfirmation(QUESTION, "Yes.", 3)), "did not hear");
    }

    @Test
    void all_that_was_said_in_the_turn_counts_not_the_part_that_is_claimed() {
        SpokenCall call =
                SpokenCall.begin(english).agent(1, QUESTION).caller(2, "Yes.").caller(2, "No, wait.");
        refused(ask(call.id(), "c1", INPUT, new ToolConfirmation(QUESTION, "Yes.", 2)), "plain yes");
    }

    private static void refused(HttpResponse<String> answer, String why) {
        assertThat(ControlPlaneUnderTest.problem(answer, ProblemType.CONFIRMATION_REQUIRED)
                        .detail())
                .contains(why);
    }

    private static HttpResponse<String> ask(
            CallId call, String toolCall, String input, @org.jspecify.annotations.Nullable ToolConfirmation yes) {
        ToolExecute request = new ToolExecute(call.value(), Json.tree(input), "t", toolCall, yes);
        return role.ask("/internal/automation/tools/by-name/cancel/execute", request);
    }

    private static Specimen tenant(String language) {
        Tool tool = new Tool(
                ToolId.create(),
                "cancel",
                "Cancels an order.",
                ToolClass.IRREVERSIBLE,
                "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\"}}}",
                null,
                8_000,
                500,
                null,
                0);
        ObjectNode body = Json.mapper().valueToTree(SampleAgent.snapshot(List.of(tool.pinned()), null));
        AgentSnapshot snapshot = Json.read(body.put("language", language).toString(), AgentSnapshot.class);
        Specimen bare = Specimen.plant(role.db());
        VersionId version = new VersionId(snapshot.id());
        role.db().tenant(bare.tenant(), Specimen.TESTER, tx -> {
            Integration n8n = new Integration(IntegrationId.create(), "n8n", "n8n", automation.url(), null);
            Integrations.save(tx, n8n, Secret.of("n8n-secret"));
            Tools.insert(tx, tool, new Tool.Endpoint(n8n.id(), "POST", "/order-status", "{}"));
            Versions.insert(tx, bare.agent(), version, snapshot.canonical(), List.of(tool.id()));
            Agents.goLive(tx, bare.agent(), version);
            return true;
        });
        return new Specimen(role.db(), bare.tenant(), bare.agent(), version, bare.number());
    }
}
