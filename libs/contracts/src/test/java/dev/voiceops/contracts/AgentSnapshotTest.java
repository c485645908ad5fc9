package dev.voiceops.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.call.Limit;
import dev.voiceops.call.Phrase;
import dev.voiceops.call.Policy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgentSnapshotTest {
    @Test
    void a_snapshot_survives_its_canonical_form_and_keeps_its_id() {
        AgentSnapshot snapshot = snapshot(0.3, "{\"type\":\"object\",\"b\":1,\"a\":2}");
        AgentSnapshot again = Json.read(snapshot.canonical(), AgentSnapshot.class);
        assertThat(again.id()).isEqualTo(snapshot.id()).matches("[0-9a-f]{64}");
        assertThat(again.canonical()).isEqualTo(snapshot.canonical());
    }

    @Test
    void the_order_of_members_and_the_writing_of_numbers_do_not_change_the_id() {
        AgentSnapshot one = snapshot(1.0, "{\"type\":\"object\",\"minimum\":10,\"x\":{\"b\":1.50,\"a\":null}}");
        AgentSnapshot other = snapshot(1, "{\"x\":{\"a\":null,\"b\":15e-1},\"minimum\":1e1,\"type\":\"object\"}");
        assertThat(one.id()).isEqualTo(other.id());
    }

    @Test
    void any_change_of_behaviour_changes_the_id() {
        AgentSnapshot one = snapshot(0.3, "{}");
        assertThat(snapshot(0.31, "{}").id()).isNotEqualTo(one.id());
        assertThat(snapshot(0.3, "{\"type\":\"object\"}").id()).isNotEqualTo(one.id());
    }

    @Test
    void the_canonical_form_is_the_documented_one() {
        assertThat(CanonicalJson.of(Json.tree("{ \"b\" : [1.0, true, null, \"\\u00e9\\u000a\"], \"a\": -0.0 }")))
                .isEqualTo("{\"a\":0,\"b\":[1,true,null,\"é\\n\"]}");
        assertThat(CanonicalJson.of(Json.tree("1e999999999"))).hasSizeLessThan(40);
    }

    @Test
    void the_heart_gets_every_limit_and_phrase_that_the_version_pins() {
        Policy heart = snapshot(0.3, "{}").turnTaking();
        assertThat(heart.get(Phrase.GREETING)).isEqualTo("Hello.");
        assertThat(heart.get(Phrase.GOODBYE)).isEqualTo("Goodbye.");
        assertThat(heart.get(Limit.ENDPOINT_MS)).isEqualTo(450);
        assertThat(heart.limits().keySet()).containsExactlyInAnyOrder(Limit.values());
        assertThat(heart.phrases().keySet()).containsExactlyInAnyOrder(Phrase.values());
        assertThat(heart.tools().get("order_status")).isEqualTo(new Policy.ToolLimits(800, 2_000, "One moment."));
        assertThat(heart.silence()).isEqualTo(Policy.standard().silence());
    }

    @Test
    void an_unknown_limit_or_phrase_and_a_negative_limit_are_refused_by_name() {
        assertThatThrownBy(() -> new TurnPolicy(Map.of("barge_in", 1L), Map.of(), null, null))
                .hasMessage("policy.limits.barge_in: unknown limit");
        assertThatThrownBy(() -> new TurnPolicy(Map.of("endpoint_ms", -1L), Map.of(), null, null))
                .hasMessage("policy.limits.endpoint_ms: must be at least 0");
        assertThatThrownBy(() -> new TurnPolicy(Map.of(), Map.of("greeting", "x"), null, null))
                .hasMessage("policy.phrases.greeting: unknown phrase");
        assertThatThrownBy(() -> new TurnPolicy(Map.of(), Map.of(), null, "shout"))
                .hasMessageStartingWith("policy.voicemail: must be");
    }

    @Test
    void a_tool_named_twice_is_refused() {
        JsonNode schema = Json.tree("{}");
        var tool = new AgentSnapshot.Tool("order_status", "", schema, ToolClass.READ, 800, 2_000, null);
        assertThatThrownBy(() -> snapshot(0.3, List.of(tool, tool)))
                .isInstanceOf(ContractViolation.class)
                .hasMessageContaining("order_status is named twice");
    }

    private static AgentSnapshot snapshot(double temperature, String schema) {
        return snapshot(
                temperature,
                List.of(new AgentSnapshot.Tool(
                        "order_status", "Looks up", Json.tree(schema), ToolClass.READ, 800, 2_000, "One moment.")));
    }

    private static AgentSnapshot snapshot(double temperature, List<AgentSnapshot.Tool> tools) {
        return new AgentSnapshot(
                "You are a helpful agent.",
                "Hello.",
                "Goodbye.",
                "en-US",
                new AgentSnapshot.Llm("gpt-4.1-mini", temperature, null),
                new AgentSnapshot.Stt(AgentSnapshot.Stt.Engine.V1, "nova-3", 300, List.of("Acme")),
                new AgentSnapshot.Tts("mistv2", "cove"),
                TurnPolicy.defaults().with(Limit.ENDPOINT_MS, 450),
                tools,
                null,
                true);
    }
}
