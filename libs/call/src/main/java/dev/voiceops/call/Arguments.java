package dev.voiceops.call;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The arguments of a tool call, and how they are spoken. Immutable. */
final class Arguments {
    private static final Pattern SLOT = Pattern.compile("\\{([^{}]+)}");
    private final Map<String, Object> members;

    private Arguments(Map<String, Object> members) {
        this.members = members;
    }

    /** The arguments in this text; empty unless it is one JSON object, in which no name occurs twice. */
    static Optional<Arguments> of(String json) {
        try {
            return Json.read(json.strip()) instanceof Map<?, ?> object
                    ? Optional.of(new Arguments(object.entrySet().stream()
                            .collect(Collectors.toMap(
                                    member -> (String) member.getKey(),
                                    Map.Entry::getValue,
                                    (a, _) -> a,
                                    java.util.LinkedHashMap::new))))
                    : Optional.empty();
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }

    /**
     * A sentence with its slots filled: {@code {tool}} by the tool's name, {@code {arguments}} by all arguments,
     * {@code {order_id}} by the argument of this name.
     */
    String fill(String sentence, String tool) {
        return SLOT.matcher(sentence)
                .replaceAll(slot -> Matcher.quoteReplacement(
                        switch (slot.group(1)) {
                            case "tool" -> spaced(tool);
                            case "arguments" -> members.isEmpty() ? "nothing more" : spoken(members);
                            case String name -> spoken(members.getOrDefault(name, Json.Null.NULL));
                        }));
    }

    private static String spoken(Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .filter(member -> member.getValue() != Json.Null.NULL)
                        .map(member -> spaced(member.getKey().toString()) + " " + spoken(member.getValue()))
                        .collect(Collectors.joining(", "));
            case Collection<?> list ->
                list.isEmpty()
                        ? "none"
                        : List.copyOf(list).stream().map(Arguments::spoken).collect(Collectors.joining(", "));
            case Json.Null _ -> "not given";
            case Boolean truth -> truth ? "yes" : "no";
            default -> value.toString().strip();
        };
    }

    private static String spaced(String name) {
        return name.replaceAll("[_-]+", " ").strip();
    }
}
