package dev.voiceops.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.TurnPolicy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * No setting without effect: walks all that a version can say and shows for each field that changing it changes what a call asks
 * its vendors for, or how it takes turns. That each limit and phrase of the turn taking is heard in a call, {@code PolicyEffectTest}
 * of the conversation shows. A new field that does nothing fails here, by its name.
 */
class VersionEffectTest {
    /** Kept by the gateway, whose own tests show it: how often, what may be tried again, what a lost answer means. */
    private static final Set<String> AT_THE_GATEWAY = Set.of(
            "/tools/0/class",
            "/tools/0/output_schema/type",
            "/tools/0/limits/max_per_call",
            "/tools/0/limits/max_per_minute",
            "/tools/0/limits/retries");

    /** Values for fields that do not take any text. */
    private static final Map<String, Object> OTHER = Map.of(
            "/language", "de-DE",
            "/stt/engine", "flux",
            "/policy/voicemail", "hang_up",
            "/tools/0/name", "another-tool",
            "/tools/0/read_back", "Really?",
            "/transfer_number", "+15550009998");

    /** Two words of 100 ms, in samples. */
    private static final String END_OF_GREETING = ":1600";

    @TempDir
    private Path folder;

    private TestHouse house;

    @BeforeEach
    void open() {
        house = new TestHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void every_field_of_a_version_changes_something() throws Exception {
        JsonNode whole = Json.mapper().valueToTree(whole());
        List<String> fields = new ArrayList<>();
        leaves("", whole, fields);
        assertThat(fields).hasSizeGreaterThan(50);
        List<String> without = new ArrayList<>();
        Seen usual = call(read(whole));
        assertThat(call(read(whole))).isEqualTo(usual);
        for (String field : fields) {
            AgentSnapshot changed = read(changed(whole, field));
            boolean inTurnTaking = !changed.turnTaking().equals(whole().turnTaking());
            if (!inTurnTaking && call(changed).equals(usual)) without.add(field);
        }
        assertThat(without).containsExactlyInAnyOrderElementsOf(AT_THE_GATEWAY);
    }

    /** A field that may be left out must be there in the version that is walked, or it would be passed over. */
    @Test
    void the_walk_leaves_no_field_out() {
        JsonNode whole = Json.mapper().valueToTree(whole());
        complete(AgentSnapshot.class, whole);
        complete(AgentSnapshot.Llm.class, whole.path("llm"));
        complete(AgentSnapshot.Stt.class, whole.path("stt"));
        complete(AgentSnapshot.Tts.class, whole.path("tts"));
        complete(TurnPolicy.class, whole.path("policy"));
        complete(AgentSnapshot.Tool.class, whole.path("tools").get(0));
        complete(AgentSnapshot.Tool.Limits.class, whole.path("tools").get(0).path("limits"));
    }

    /** What a call asked for. */
    private record Seen(String ears, String voice, String brain, String turnTaking) {}

    private Seen call(AgentSnapshot agent) throws Exception {
        house.control.agent = agent;
        house.vendors.asked.clear();
        try (Phone phone = house.call()) {
            for (JsonNode mark = phone.next("mark"); ; mark = phone.next("mark")) {
                phone.echo(mark);
                if (mark.path("mark").path("name").asString().endsWith(END_OF_GREETING)) break;
            }
            phone.says("Where is my order?");
            var asked = Objects.requireNonNull(house.vendors.asked.poll(20, SECONDS), "the model was not asked");
            Seen seen = new Seen(
                    String.valueOf(house.vendors.heardWith),
                    String.valueOf(house.vendors.spokenWith),
                    asked.options() + asked.prompt() + asked.tools(),
                    agent.turnTaking().toString());
            phone.hangsUp();
            house.control.released.poll(20, SECONDS);
            return seen;
        }
    }

    private static AgentSnapshot whole() {
        AgentSnapshot usual = TestHouse.agent();
        return new AgentSnapshot(
                usual.prompt(),
                usual.greeting(),
                usual.goodbye(),
                usual.language(),
                new AgentSnapshot.Llm("gpt-test", 0.5, "low"),
                new AgentSnapshot.Stt(AgentSnapshot.Stt.Engine.V1, "nova-3", 300, List.of("Northwind")),
                usual.tts(),
                usual.policy(),
                List.of(tool()),
                usual.transferNumber(),
                true);
    }

    private static AgentSnapshot.Tool tool() {
        return new AgentSnapshot.Tool(
                "order-status",
                "Looks up an order.",
                Json.tree("{\"type\":\"object\"}"),
                ToolClass.READ,
                2_000,
                5_000,
                "One moment.",
                "Shall I look?",
                Json.tree("{\"type\":\"object\"}"),
                new AgentSnapshot.Tool.Limits(20, 120, 1));
    }

    private static JsonNode changed(JsonNode whole, String field) {
        JsonNode changed = whole.deepCopy();
        int cut = field.lastIndexOf('/');
        JsonNode parent = changed.at(field.substring(0, cut));
        String last = field.substring(cut + 1);
        Object other = OTHER.get(field);
        JsonNode value =
                other == null ? other(changed.at(field)) : Json.mapper().valueToTree(other);
        switch (parent) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            default -> throw new AssertionError(field);
        }
        return changed;
    }

    private static JsonNode other(JsonNode value) {
        Object other = value.isBoolean()
                ? (Object) !value.booleanValue()
                : value.isNumber()
                        ? (Object) value.decimalValue().add(java.math.BigDecimal.ONE)
                        : value.asString("").equals("read") ? "write" : value.asString("") + " otherwise";
        return Json.mapper().valueToTree(other);
    }

    private static AgentSnapshot read(JsonNode snapshot) {
        return Json.read(Json.write(snapshot), AgentSnapshot.class);
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

    private static void complete(Class<? extends Record> type, JsonNode written) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().equals("toolClass")
                    ? "class"
                    : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            assertThat(written.has(name)).as(type.getSimpleName() + "." + name).isTrue();
        }
    }
}
