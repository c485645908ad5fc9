package dev.voiceops.simulators.openai;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What OpenAI demands of the schema of a {@code strict} function. */
final class StrictSchema {
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
    private static final int DEEPEST = 10;

    private StrictSchema() {}

    /** The first offence, in OpenAI's words, or empty when the schema will do. */
    static Optional<String> offence(JsonNode schema) {
        if (!schema.path("type").asString("").equals("object")) {
            return Optional.of("schema must be a JSON Schema of 'type: \"object\"', got 'type: \""
                    + schema.path("type").asString("None") + "\"'.");
        }
        if (schema.has("anyOf")) {
            return Optional.of("schema must not have 'anyOf' at the top level.");
        }
        return within(schema, "()", 1);
    }

    private static Optional<String> within(JsonNode schema, String where, int depth) {
        if (depth > DEEPEST) {
            return Optional.of("In context=" + where + ", schema exceeds maximum nesting depth of 10.");
        }
        for (var keyword : schema.propertyNames()) {
            if (REFUSED.contains(keyword)) {
                return Optional.of("In context=" + where + ", '" + keyword + "' is not permitted.");
            }
        }
        var offence = schema.has("properties") ? object(schema, where) : Optional.<String>empty();
        return offence.or(() -> children(schema, where, depth));
    }

    private static Optional<String> object(JsonNode schema, String where) {
        if (!schema.path("additionalProperties").isBoolean()
                || schema.path("additionalProperties").asBoolean()) {
            return Optional.of(
                    "In context=" + where + ", 'additionalProperties' is required to be supplied and to be false.");
        }
        var missing = new HashSet<>(schema.path("properties").propertyNames());
        schema.path("required").forEach(name -> missing.remove(name.asString()));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("In context=" + where
                        + ", 'required' is required to be supplied and to be an array including every key in properties."
                        + " Missing '" + missing.iterator().next() + "'.");
    }

    private static Optional<String> children(JsonNode schema, String where, int depth) {
        for (var group : List.of("properties", "$defs")) {
            for (var child : schema.path(group).properties()) {
                var offence = within(child.getValue(), "('" + group + "', '" + child.getKey() + "')", depth + 1);
                if (offence.isPresent()) {
                    return offence;
                }
            }
        }
        if (schema.has("items")) {
            var offence = within(schema.path("items"), "(" + where + ", 'items')", depth + 1);
            if (offence.isPresent()) {
                return offence;
            }
        }
        for (var choice : schema.path("anyOf")) {
            var offence = within(choice, "(" + where + ", 'anyOf')", depth + 1);
            if (offence.isPresent()) {
                return offence;
            }
        }
        return Optional.empty();
    }
}
