package dev.voiceops.simulators.openai;

import dev.voiceops.simulators.wire.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills the arguments a tool's schema asks for with what is known from the dialogue. */
final class Arguments {
    private Arguments() {}

    /** @return a JSON object as text; a required text nobody stated becomes the caller's latest words */
    static String fill(JsonNode schema, BrainScript script, Map<String, String> slots, String latest) {
        var arguments = Json.object();
        for (var property : schema.path("properties").properties()) {
            var name = property.getKey();
            var value = known(name, script, slots);
            if (!value.isEmpty()) {
                put(arguments, name, property.getValue(), value);
            } else if (required(schema, name)) {
                invent(arguments, name, property.getValue(), latest);
            }
        }
        return Json.write(arguments);
    }

    private static String known(String argument, BrainScript script, Map<String, String> slots) {
        return script.slots().entrySet().stream()
                .filter(slot -> slot.getKey().equals(argument)
                        || slot.getValue().names().contains(argument))
                .map(slot -> slots.getOrDefault(slot.getKey(), ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean required(JsonNode schema, String name) {
        return schema.path("required")
                .valueStream()
                .anyMatch(one -> one.asString("").equals(name));
    }

    private static void put(ObjectNode arguments, String name, JsonNode type, String value) {
        boolean numeric = value.length() < 19 && value.chars().allMatch(Character::isDigit);
        if (numeric && (is(type, "integer") || is(type, "number"))) {
            arguments.put(name, Long.parseLong(value));
        } else {
            arguments.put(name, value);
        }
    }

    private static void invent(ObjectNode arguments, String name, JsonNode type, String latest) {
        if (type.path("enum").isArray()) {
            arguments.set(name, type.path("enum").path(0));
        } else if (is(type, "null")) {
            arguments.putNull(name);
        } else if (is(type, "boolean")) {
            arguments.put(name, false);
        } else if (is(type, "integer") || is(type, "number")) {
            arguments.put(name, 0);
        } else {
            arguments.put(name, latest);
        }
    }

    private static boolean is(JsonNode schema, String type) {
        var declared = schema.path("type");
        return declared.isArray()
                ? declared.valueStream().anyMatch(one -> one.asString("").equals(type))
                : declared.asString("").equals(type);
    }
}
