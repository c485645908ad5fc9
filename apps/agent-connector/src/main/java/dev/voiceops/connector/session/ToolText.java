package dev.voiceops.connector.session;

import dev.voiceops.call.ToolResult;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a tool sent, made fit for a model: no characters that cannot be seen, and no more than a turn has use for. The words
 * themselves are left alone; that they are data is said around them. Pure.
 */
final class ToolText {
    /** Characters of an output, about 2,000 tokens. */
    static final int MOST = 8_000;

    /** Characters of a sentence about a failure. */
    static final int MOST_OF_A_SENTENCE = 500;

    /** Control characters but tab and line feed, and those that change the direction of writing, join or hide text. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\p{Cf}\\p{Co}\\p{Cs}]|[\\u2028\\u2029]|[\\x{E0000}-\\x{E0FFF}]");

    private ToolText() {}

    static ToolResult clean(ToolResult result) {
        String output = result.output();
        String fit =
                result.status() == ToolResult.Status.SUCCEEDED ? json(output) : cut(plain(output), MOST_OF_A_SENTENCE);
        return new ToolResult(result.status(), fit);
    }

    private static String json(String output) {
        try {
            String clean = Json.write(plain(Json.tree(output)));
            if (clean.length() <= MOST) return clean;
            return Json.write(Map.of(
                    "beginning",
                    cut(clean, MOST),
                    "left_out",
                    "The answer has %d characters.".formatted(clean.length())));
        } catch (ContractViolation notJson) {
            return Json.write(cut(plain(output), MOST));
        }
    }

    private static JsonNode plain(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode clean = Json.mapper().createObjectNode();
                object.properties().forEach(member -> clean.set(plain(member.getKey()), plain(member.getValue())));
                yield clean;
            }
            case ArrayNode array -> {
                ArrayNode clean = Json.mapper().createArrayNode();
                array.forEach(element -> clean.add(plain(element)));
                yield clean;
            }
            case StringNode text -> StringNode.valueOf(plain(text.stringValue()));
            default -> node;
        };
    }

    private static String plain(String text) {
        return UNSEEN.matcher(text).replaceAll("");
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) return text;
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
