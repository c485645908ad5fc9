package dev.voiceops.vendors.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a tool's schema may be sent as {@code strict}, which holds the model to it (OpenAI documentation,
 * "Structured outputs: supported schemas"). A schema that breaks these rules and is sent as strict fails every call
 * with a 400; so it is sent as not strict, and the console can show why.
 */
public final class StrictSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> REFUSED = Set.of(
            "allOf",
            "oneOf",
            "not",
            "dependentRequired",
            "dependentSchemas",
            "if",
            "then",
            "else",
            "patternProperties",
            "minLength",
            "maxLength");
    private static final int MAX_DEPTH = 5; // the older, smaller limits
    private static final int MAX_PROPERTIES = 100;

    private final List<String> violations = new ArrayList<>();
    private int properties;

    private StrictSchema() {}

    /**
     * Each broken rule with its place ({@code $.address: ...}), in the order of the schema; empty when it may be
     * strict.
     */
    public static List<String> violations(String schema) {
        try {
            return violations(JSON.readTree(schema));
        } catch (JacksonException e) {
            return List.of("$: not JSON");
        }
    }

    static List<String> violations(JsonNode schema) {
        var check = new StrictSchema();
        if (!schema.path("type").asString("").equals("object")) check.violate("$", "the root must be of type object");
        if (schema.has("anyOf")) check.violate("$", "the root must not be anyOf");
        check.node("$", schema, 0);
        if (check.properties > MAX_PROPERTIES) check.violate("$", "more than " + MAX_PROPERTIES + " properties");
        return List.copyOf(check.violations);
    }

    private void node(String place, JsonNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            violate(place, "nested deeper than " + MAX_DEPTH);
            return;
        }
        schema.propertyNames().stream()
                .filter(REFUSED::contains)
                .forEach(word -> violate(place, word + " is not supported"));
        if (schema.has("$ref") && schema.size() > 1) violate(place, "$ref must stand alone");
        if (schema.path("default").isNull()) violate(place, "default null is not supported");
        if (schema.has("properties") || mayBeObject(schema.path("type"))) object(place, schema, depth);
        if (schema.has("items")) node(place + "[]", schema.path("items"), depth + 1);
        for (var choice : schema.path("anyOf")) node(place, choice, depth);
        schema.path("$defs").properties().forEach(def -> node("$defs." + def.getKey(), def.getValue(), 1));
    }

    private void object(String place, JsonNode schema, int depth) {
        var closed = schema.path("additionalProperties");
        if (!closed.isBoolean() || closed.asBoolean()) violate(place, "additionalProperties must be false");
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        for (var property : schema.path("properties").properties()) {
            properties++;
            var name = property.getKey();
            if (!required.contains(name)) violate(place + "." + name, "must be required (optional: allow null)");
            node(place + "." + name, property.getValue(), depth + 1);
        }
    }

    private void violate(String place, String rule) {
        violations.add(place + ": " + rule);
    }

    private static boolean mayBeObject(JsonNode type) {
        if (type.isString()) return type.asString().equals("object");
        for (var one : type) if (one.asString("").equals("object")) return true;
        return false;
    }
}
