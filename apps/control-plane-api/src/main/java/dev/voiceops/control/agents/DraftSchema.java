package dev.voiceops.control.agents;

import dev.voiceops.call.Limit;
import dev.voiceops.call.Phrase;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.vendors.SttOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema 2020-12 of a draft that can be published. It is {@link AgentSnapshot} with one difference: tools are named, not
 * written out. Editors may load it; a test holds its fields to those of the snapshot.
 */
final class DraftSchema {
    private static final int SENTENCE = 1_000;
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh");

    private DraftSchema() {}

    static ObjectNode make() {
        ObjectNode schema = object(
                List.of("prompt", "greeting", "goodbye", "language", "llm", "stt", "tts", "tools", "auto_tools"));
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", "Agent draft");
        ObjectNode fields = properties(schema);
        fields.set("prompt", text(1, 100_000));
        fields.set("greeting", text(0, SENTENCE));
        fields.set("goodbye", text(0, SENTENCE));
        fields.set("language", text(1, 35));
        fields.set("llm", llm());
        fields.set("stt", stt());
        fields.set("tts", tts());
        fields.set("policy", policy());
        fields.set("tools", list(text(1, 64), 100).put("uniqueItems", true));
        fields.set("transfer_number", optional("string"));
        fields.set("auto_tools", node("boolean"));
        return schema;
    }

    private static ObjectNode llm() {
        ObjectNode llm = object(List.of("model"));
        properties(llm).set("model", text(1, 100));
        properties(llm).set("temperature", optional("number").put("minimum", 0).put("maximum", 2));
        ObjectNode effort = optional("string");
        effort.putArray("enum")
                .addAll(EFFORTS.stream()
                        .map(Json.mapper()::<tools.jackson.databind.JsonNode>valueToTree)
                        .toList())
                .addNull();
        properties(llm).set("effort", effort);
        return llm;
    }

    private static ObjectNode stt() {
        ObjectNode stt = object(List.of("engine", "model", "endpointing_ms", "keyterms"));
        ObjectNode engine = node("string");
        Arrays.stream(AgentSnapshot.Stt.Engine.values())
                .forEach(value -> engine.withArray("enum").add(value.wire()));
        properties(stt).set("engine", engine);
        properties(stt).set("model", text(1, 100));
        properties(stt).set("endpointing_ms", whole(10, 10_000));
        properties(stt).set("keyterms", list(text(1, 100), SttOptions.MAX_KEYTERMS));
        return stt;
    }

    private static ObjectNode tts() {
        ObjectNode tts = object(List.of("model", "speaker"));
        properties(tts).set("model", text(1, 100));
        properties(tts).set("speaker", text(1, 100));
        return tts;
    }

    private static ObjectNode policy() {
        ObjectNode policy = object(List.of());
        ObjectNode limits = object(List.of());
        for (Limit limit : Limit.values()) {
            Bounds bounds = Bounds.of(limit);
            properties(limits)
                    .set(wire(limit), whole(bounds.lowest(), bounds.highest()).put("default", limit.standard()));
        }
        ObjectNode phrases = object(List.of());
        Set<Phrase> elsewhere = EnumSet.of(Phrase.GREETING, Phrase.GOODBYE); // fields of the agent itself
        EnumSet.complementOf(EnumSet.copyOf(elsewhere))
                .forEach(phrase ->
                        properties(phrases).set(wire(phrase), text(0, SENTENCE).put("default", phrase.english())));
        ObjectNode rung = object(List.of("after_ms", "say"));
        properties(rung).set("after_ms", whole(1_000, 600_000));
        properties(rung).set("say", text(1, SENTENCE));
        properties(policy).set("limits", limits);
        properties(policy).set("phrases", phrases);
        properties(policy).set("silence_ladder", list(rung, 10).put("minItems", 1));
        ObjectNode voicemail = node("string");
        Arrays.stream(dev.voiceops.call.Policy.VoicemailAction.values())
                .forEach(action -> voicemail.withArray("enum").add(wire(action)));
        properties(policy).set("voicemail", voicemail);
        return policy;
    }

    private static ObjectNode object(List<String> required) {
        ObjectNode object = node("object").put("additionalProperties", false);
        object.putObject("properties");
        if (!required.isEmpty()) required.forEach(object.putArray("required")::add);
        return object;
    }

    private static ObjectNode properties(ObjectNode object) {
        return (ObjectNode) object.path("properties");
    }

    private static ObjectNode text(int shortest, int longest) {
        return node("string").put("minLength", shortest).put("maxLength", longest);
    }

    private static ObjectNode whole(long lowest, long highest) {
        return node("integer").put("minimum", lowest).put("maximum", highest);
    }

    private static ObjectNode list(ObjectNode items, int most) {
        ObjectNode list = node("array").put("maxItems", most);
        list.set("items", items);
        return list;
    }

    private static ObjectNode optional(String type) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.putArray("type").add(type).add("null");
        return node;
    }

    private static ObjectNode node(String type) {
        return Json.mapper().createObjectNode().put("type", type);
    }

    private static String wire(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
