package dev.voiceops.control.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class VersionDiffTest {
    private static final JsonNode BASE = snapshot();

    @Test
    void equal_versions_differ_in_nothing() {
        VersionDiff diff = VersionDiff.between(BASE, BASE.deepCopy());
        assertThat(diff.same()).isTrue();
        assertThat(diff.prompt()).isEmpty();
    }

    @Test
    void a_prompt_is_compared_word_by_word() {
        VersionDiff diff = VersionDiff.between(BASE, changed("prompt", "You take big orders.\nBe very brief."));
        assertThat(diff.same()).isFalse();
        assertThat(diff.prompt())
                .extracting(piece -> piece.kind().wire() + ":" + piece.text().strip())
                .containsExactly("equal:You take", "added:big", "equal:orders.\nBe", "added:very", "equal:brief.");
    }

    @Test
    void the_pieces_put_together_are_the_old_and_the_new_text() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            String before = text(random);
            String after = text(random);
            List<WordDiff.Piece> pieces = WordDiff.of(before, after);
            if (before.equals(after)) continue;
            assertThat(joined(pieces, WordDiff.Kind.ADDED)).isEqualTo(before);
            assertThat(joined(pieces, WordDiff.Kind.REMOVED)).isEqualTo(after);
        }
    }

    @Test
    void very_long_prompts_are_compared_line_by_line_in_no_time() {
        String before = "one two three four\n".repeat(4_000);
        String after = before + "and five\n";
        assertThat(WordDiff.of(before, after)).hasSize(2);
        assertThat(WordDiff.of("a ".repeat(50_000), "b ".repeat(50_000))).hasSize(2);
    }

    @Test
    void tools_are_added_removed_and_changed_down_to_their_arguments() {
        ObjectNode after = (ObjectNode) BASE.deepCopy();
        ObjectNode tool = (ObjectNode) after.path("tools").get(0);
        tool.put("timeout_ms", 9_000);
        tool.withObject("/input_schema")
                .withObject("/properties")
                .putObject("phone")
                .put("type", "string");
        ((ObjectNode) tool.at("/input_schema/properties/order_id")).put("type", "integer");
        tool.withObject("/input_schema").putArray("required");
        ((ObjectNode) after.path("tools").get(1)).put("name", "refund");
        ToolDiff tools = VersionDiff.between(BASE, after).tools();
        assertThat(tools.added()).containsExactly("refund");
        assertThat(tools.removed()).containsExactly("ticket");
        assertThat(tools.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.name()).isEqualTo("order");
            assertThat(changed.fields()).extracting(VersionDiff.Change::field).containsExactly("timeout_ms");
            assertThat(changed.arguments())
                    .extracting(
                            ToolDiff.Argument::name, ToolDiff.Argument::requiredBefore, ToolDiff.Argument::requiredNow)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("order_id", true, false),
                            org.assertj.core.groups.Tuple.tuple("phone", false, false));
        });
    }

    @Test
    void the_order_of_tools_counts_because_the_model_sees_it() {
        ObjectNode after = (ObjectNode) BASE.deepCopy();
        after.withArray("tools").add(after.withArray("tools").remove(0));
        VersionDiff diff = VersionDiff.between(BASE, after);
        assertThat(diff.same()).isFalse();
        assertThat(diff.tools().reordered()).isTrue();
    }

    @Test
    void other_changes_stand_in_the_section_people_look_for_them_in() {
        assertThat(VersionDiff.between(BASE, changed("language", "de-DE")).voice())
                .hasSize(1);
        assertThat(VersionDiff.between(BASE, inner("tts", "speaker", "cove")).voice())
                .extracting(VersionDiff.Change::field)
                .containsExactly("tts.speaker");
        assertThat(VersionDiff.between(BASE, inner("stt", "endpointing_ms", 100))
                        .models())
                .hasSize(1);
        assertThat(VersionDiff.between(BASE, changed("greeting", "Hi")).phrases())
                .hasSize(1);
        assertThat(VersionDiff.between(BASE, changed("auto_tools", false)).rules())
                .hasSize(1);
        assertThat(VersionDiff.between(BASE, changed("transfer_number", "+15550100299"))
                        .rules())
                .singleElement()
                .satisfies(change -> assertThat(change.from()).isNull());
        ObjectNode slower = (ObjectNode) BASE.deepCopy();
        ((ObjectNode) slower.at("/policy/limits")).put("endpoint_ms", 900);
        assertThat(VersionDiff.between(BASE, slower).timing()).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("policy.limits.endpoint_ms");
            assertThat(String.valueOf(change.from()) + change.to()).isEqualTo("600900");
        });
    }

    /** Whatever leaf of a version is changed, the diff shows it. */
    @Test
    void no_difference_is_overlooked() {
        List<String> leaves = new ArrayList<>();
        leaves("", BASE, leaves);
        assertThat(leaves).hasSizeGreaterThan(60);
        for (String leaf : leaves) {
            ObjectNode after = (ObjectNode) BASE.deepCopy();
            int cut = leaf.lastIndexOf('/');
            JsonNode parent = after.at(leaf.substring(0, cut));
            String last = leaf.substring(cut + 1);
            if (parent instanceof ObjectNode object) object.put(last, "changed " + leaf);
            else ((tools.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(last), "changed");
            assertThat(VersionDiff.between(BASE, after).same()).as(leaf).isFalse();
        }
    }

    private static JsonNode snapshot() {
        ObjectNode body = (ObjectNode)
                Json.tree(DraftBody.freeze(Drafted.whole(), List.of()).canonical());
        body.withArray("tools").add(tool("order")).add(tool("ticket"));
        return body;
    }

    private static JsonNode tool(String name) {
        return Json.tree("{\"name\":\"" + name + "\",\"description\":\"d\",\"class\":\"read\",\"timeout_ms\":5000,"
                + "\"soft_limit_ms\":800,\"filler\":\"One moment.\",\"input_schema\":{\"type\":\"object\","
                + "\"properties\":{\"order_id\":{\"type\":\"string\"}},\"required\":[\"order_id\"],"
                + "\"additionalProperties\":false}}");
    }

    private static ObjectNode changed(String field, Object value) {
        ObjectNode after = (ObjectNode) BASE.deepCopy();
        after.set(field, Json.mapper().valueToTree(value));
        return after;
    }

    private static ObjectNode inner(String object, String field, Object value) {
        ObjectNode after = (ObjectNode) BASE.deepCopy();
        ((ObjectNode) after.path(object)).set(field, Json.mapper().valueToTree(value));
        return after;
    }

    private static void leaves(String at, JsonNode node, List<String> into) {
        if (node.isObject()) {
            node.properties().forEach(member -> leaves(at + "/" + member.getKey(), member.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) leaves(at + "/" + i, node.get(i), into);
        } else {
            into.add(at);
        }
    }

    private static String joined(List<WordDiff.Piece> pieces, WordDiff.Kind without) {
        return pieces.stream()
                .filter(piece -> piece.kind() != without)
                .map(WordDiff.Piece::text)
                .collect(Collectors.joining());
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(1, 30), 0, 6)
                .mapToObj(i -> List.of("a ", "b ", "ccc\n", "d", " ", "e, ").get(i))
                .collect(Collectors.joining());
    }
}
