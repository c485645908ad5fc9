package dev.voiceops.control.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What differs between the tools of two versions.
 *
 * @param added names
 * @param removed names
 * @param reordered the tools of both are offered to the model in another order
 */
record ToolDiff(List<String> added, List<String> removed, boolean reordered, List<Changed> changed) {
    /**
     * A tool that both have and that is not the same.
     *
     * @param fields description, class, limits, filler, and what else of its schema differs
     * @param arguments those that differ
     */
    record Changed(String name, List<VersionDiff.Change> fields, List<Argument> arguments) {}

    /**
     * An argument that differs.
     *
     * @param from its JSON Schema before; null: it is new
     * @param to its JSON Schema now; null: it is gone
     */
    record Argument(
            String name, @Nullable JsonNode from, @Nullable JsonNode to, boolean requiredBefore, boolean requiredNow) {}

    static ToolDiff between(JsonNode before, JsonNode after) {
        List<String> old = names(before);
        List<String> now = names(after);
        List<Changed> changed = new ArrayList<>();
        for (String name : now) {
            if (old.contains(name)) {
                Changed tool = compare(name, named(before, name), named(after, name));
                if (!tool.fields().isEmpty() || !tool.arguments().isEmpty()) changed.add(tool);
            }
        }
        return new ToolDiff(
                now.stream().filter(name -> !old.contains(name)).toList(),
                old.stream().filter(name -> !now.contains(name)).toList(),
                !old.stream()
                        .filter(now::contains)
                        .toList()
                        .equals(now.stream().filter(old::contains).toList()),
                changed);
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && !reordered;
    }

    private static Changed compare(String name, JsonNode before, JsonNode after) {
        var old = members(before, "input_schema");
        var now = members(after, "input_schema");
        members(before.path("input_schema"), "properties", "required")
                .forEach((key, value) -> old.put("input_schema." + key, value));
        members(after.path("input_schema"), "properties", "required")
                .forEach((key, value) -> now.put("input_schema." + key, value));
        return new Changed(
                name,
                VersionDiff.changes(old, now),
                arguments(before.path("input_schema"), after.path("input_schema")));
    }

    private static List<Argument> arguments(JsonNode before, JsonNode after) {
        var old = members(before.path("properties"));
        var now = members(after.path("properties"));
        List<String> oldRequired = texts(before.path("required"));
        List<String> nowRequired = texts(after.path("required"));
        var names = new TreeSet<String>(old.keySet());
        names.addAll(now.keySet());
        names.addAll(oldRequired);
        names.addAll(nowRequired);
        List<Argument> changed = new ArrayList<>();
        for (String name : names) {
            var argument = new Argument(
                    name, old.get(name), now.get(name), oldRequired.contains(name), nowRequired.contains(name));
            if (!Objects.equals(argument.from(), argument.to())
                    || argument.requiredBefore() != argument.requiredNow()) {
                changed.add(argument);
            }
        }
        return changed;
    }

    private static TreeMap<String, JsonNode> members(JsonNode object, String... except) {
        var members = new TreeMap<String, JsonNode>();
        object.properties().stream()
                .filter(member -> !List.of(except).contains(member.getKey()))
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static List<String> names(JsonNode tools) {
        return StreamSupport.stream(tools.spliterator(), false)
                .map(tool -> tool.path("name").asString(""))
                .toList();
    }

    private static JsonNode named(JsonNode tools, String name) {
        return StreamSupport.stream(tools.spliterator(), false)
                .filter(tool -> tool.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
