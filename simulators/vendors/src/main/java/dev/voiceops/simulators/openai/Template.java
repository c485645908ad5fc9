package dev.voiceops.simulators.openai;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Fills a sentence of the script with what the caller said and what the tool returned. */
final class Template {
    private static final Pattern HOLE = Pattern.compile("\\{([^}]+)}");

    private Template() {}

    static String fill(String sentence, Map<String, String> slots, JsonNode result) {
        return HOLE.matcher(sentence).replaceAll(hole -> Matcher.quoteReplacement(value(hole.group(1), slots, result)));
    }

    private static String value(String hole, Map<String, String> slots, JsonNode result) {
        for (var choice : hole.split("\\|")) {
            var found = one(choice.strip(), slots, result);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static String one(String choice, Map<String, String> slots, JsonNode result) {
        if (choice.startsWith("'")) {
            return choice.replace("'", "");
        }
        if (choice.startsWith("spell ")) {
            return String.join(" ", one(choice.substring(6), slots, result).split(""));
        }
        if (choice.startsWith("result.")) {
            var node = result;
            for (var member : choice.substring(7).split("\\.")) {
                node = node.isArray() && member.chars().allMatch(Character::isDigit)
                        ? node.path(Integer.parseInt(member))
                        : node.path(member);
            }
            return node.isValueNode() && !node.isNull() ? node.asString() : "";
        }
        return slots.getOrDefault(choice, "");
    }
}
