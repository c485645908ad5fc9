package dev.voiceops.control.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DraftCheckTest {
    private static final DraftCheck CHECK = new DraftCheck();
    private static final Set<String> TOOLS = Set.of("order-status");

    @Test
    void a_new_agent_lacks_nothing_but_a_prompt() {
        assertThat(CHECK.faults(DraftBody.fresh(), TOOLS))
                .extracting(DraftFault::pointer)
                .containsExactly("/prompt");
        assertThat(CHECK.faults(Drafted.whole(), TOOLS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /prompt                            | "   "                 | must not be blank
        /language                          | "english!"            | BCP 47
        /transfer_number                   | "+1555٠١٢٣٤٥٦"        | E.164
        /transfer_number                   | "5550100200"          | E.164
        /llm/temperature                   | 2.5                   | at most 2
        /llm/effort                        | "huge"                | must be one of none
        /llm/model                         | ""                    | must not be empty
        /stt/engine                        | "v3"                  | must be one of v1, flux
        /stt/model                         | "flux-general-en"     | does not belong to stt.engine
        /stt/endpointing_ms                | 5                     | at least 10
        /stt/keyterms                      | "order"               | of type array
        /tts/speaker                       | null                  | of type string
        /policy/limits/barge_in_ms         | -1                    | at least
        /policy/limits/barge_in_ms         | 0.5                   | of type integer
        /policy/limits/no_such_limit       | 1                     | is not a field
        /policy/limits/max_call_notice_ms  | 14400000              | must be shorter than max_call_ms
        /policy/phrases/greeting           | "Hi"                  | is not a field
        /policy/silence_ladder             | []                    | at least 1 entries
        /policy/voicemail                  | "shout"               | must be one of
        /tools                             | ["order-status","order-status"] | names something twice
        /surprise                          | 1                     | is not a field
        """)
    void each_fault_is_named_by_its_place_and_what_to_do(String pointer, String value, String detail) {
        assertThat(CHECK.faults(Drafted.with(pointer, Json.tree(value)), TOOLS)).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).contains(detail);
        });
    }

    @Test
    void tools_must_be_there_and_not_be_built_in() {
        assertThat(CHECK.faults(Drafted.with("/tools", List.of("order-status", "refund", "end_call")), TOOLS))
                .extracting(DraftFault::pointer)
                .containsExactly("/tools/1", "/tools/2");
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(CHECK.faults(
                        Json.mapper().createObjectNode().put("language", "?").put("prompt", 3), TOOLS))
                .extracting(DraftFault::pointer)
                .contains(
                        "/prompt",
                        "/language",
                        "/llm",
                        "/stt",
                        "/tts",
                        "/greeting",
                        "/goodbye",
                        "/tools",
                        "/auto_tools");
    }

    @Test
    void only_fields_that_do_not_exist_and_wrong_types_keep_a_draft_from_being_saved() {
        assertThat(CHECK.faults(Drafted.with("/surprise", 1), TOOLS)).allMatch(DraftFault::misshapen);
        assertThat(CHECK.faults(Drafted.with("/prompt", 1), TOOLS)).anyMatch(DraftFault::misshapen);
        assertThat(CHECK.faults(Drafted.with("/stt/endpointing_ms", 1), TOOLS)).noneMatch(DraftFault::misshapen);
        assertThat(CHECK.faults(DraftBody.fresh(), TOOLS)).noneMatch(DraftFault::misshapen);
    }

    @Test
    void the_schema_has_the_fields_of_the_snapshot_and_no_others() {
        JsonNode snapshot =
                Json.tree(DraftBody.freeze(Drafted.whole(), List.of()).canonical());
        var fields = new TreeSet<String>();
        collect("", CHECK.schema(), fields);
        var components = new TreeSet<String>();
        for (var component : AgentSnapshot.class.getRecordComponents()) {
            components.add(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT));
        }
        assertThat(fields.stream().filter(name -> !name.contains("/"))).containsExactlyElementsOf(components);
        var kept = new TreeSet<String>();
        snapshot.properties()
                .forEach(member -> member.getValue()
                        .properties()
                        .forEach(inner -> kept.add(member.getKey() + "/" + inner.getKey())));
        assertThat(fields).containsAll(kept);
        assertThat(fields.stream()
                        .filter(name -> name.startsWith("policy/limits/"))
                        .count())
                .isEqualTo(dev.voiceops.call.Limit.values().length);
    }

    /** However a draft is twisted: when no fault is found, it can be frozen, and no fault is found in what was frozen. */
    @Test
    void a_draft_without_faults_can_always_be_published() {
        Random random = new Random(4);
        int sound = 0;
        for (int i = 0; i < 3_000; i++) {
            ObjectNode body = Drafted.whole();
            for (int j = random.nextInt(1, 3); j > 0; j--) twist(body, random);
            if (!CHECK.faults(body, TOOLS).isEmpty()) continue;
            AgentSnapshot frozen = DraftBody.freeze(body, List.of());
            assertThat(CHECK.faults(DraftBody.of(Json.tree(frozen.canonical())), TOOLS))
                    .isEmpty();
            frozen.turnTaking();
            sound++;
        }
        assertThat(sound).isGreaterThan(100);
    }

    private static void twist(ObjectNode body, Random random) {
        List<ObjectNode> objects = new ArrayList<>(List.of(body));
        body.forEach(value -> {
            if (value instanceof ObjectNode object) objects.add(object);
        });
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>(object.propertyNames());
        if (names.isEmpty()) return;
        String name = names.get(random.nextInt(names.size()));
        List<Object> values = List.of(
                "", " ", "x", 0, -1, 1, 1.5, 99_999_999, true, List.of(), List.of("a"), "de-DE", "+15550100200");
        int choice = random.nextInt(values.size() + 1);
        if (choice == values.size()) object.remove(name);
        else object.set(name, Json.mapper().valueToTree(values.get(choice)));
    }

    private static void collect(String at, JsonNode schema, Set<String> into) {
        schema.path("properties").properties().forEach(member -> {
            String name = at.isEmpty() ? member.getKey() : at + "/" + member.getKey();
            into.add(name);
            collect(name, member.getValue(), into);
        });
        if (schema.path("type") instanceof ArrayNode) return;
        if (schema.path("items").isObject()) collect(at, schema.path("items"), into);
    }
}
