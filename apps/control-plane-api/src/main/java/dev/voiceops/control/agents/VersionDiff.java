package dev.voiceops.control.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What differs between two versions of an agent, in the words of who made it. Every difference stands in exactly one section.
 *
 * @param same nothing differs
 * @param prompt the prompt's pieces; empty when it did not change
 * @param timing limits and the silence ladder
 * @param voice how it sounds: the voice and the language
 * @param models what hears and thinks
 * @param phrases what it says of its own accord
 * @param rules what it may do: transfer, tools by itself, voicemail
 */
record VersionDiff(
        boolean same,
        List<WordDiff.Piece> prompt,
        ToolDiff tools,
        List<Change> timing,
        List<Change> voice,
        List<Change> models,
        List<Change> phrases,
        List<Change> rules) {

    /** A field that differs, dotted; null: it is not there. */
    record Change(
            String field, @Nullable JsonNode from, @Nullable JsonNode to) {
        boolean in(String... places) {
            return List.of(places).stream().anyMatch(place -> field.equals(place) || field.startsWith(place + "."));
        }
    }

    /** Of two snapshots, or of drafts with their tools written out. */
    static VersionDiff between(JsonNode before, JsonNode after) {
        List<WordDiff.Piece> prompt = WordDiff.of(
                before.path("prompt").asString(""), after.path("prompt").asString(""));
        ToolDiff tools = ToolDiff.between(before.path("tools"), after.path("tools"));
        List<Change> others = changes(before, after);
        Predicate<Change> timing = change -> change.in("policy.limits", "policy.silence_ladder");
        Predicate<Change> voice = change -> change.in("tts", "language");
        Predicate<Change> models = change -> change.in("llm", "stt");
        Predicate<Change> phrases = change -> change.in("policy.phrases", "greeting", "goodbye");
        Predicate<Change> rules = timing.or(voice).or(models).or(phrases).negate();
        return new VersionDiff(
                prompt.isEmpty() && tools.isEmpty() && others.isEmpty(),
                prompt,
                tools,
                others.stream().filter(timing).toList(),
                others.stream().filter(voice).toList(),
                others.stream().filter(models).toList(),
                others.stream().filter(phrases).toList(),
                others.stream().filter(rules).toList());
    }

    private static List<Change> changes(JsonNode before, JsonNode after) {
        var old = new TreeMap<String, JsonNode>();
        var now = new TreeMap<String, JsonNode>();
        flatten("", before, old);
        flatten("", after, now);
        return changes(old, now);
    }

    static List<Change> changes(TreeMap<String, JsonNode> old, TreeMap<String, JsonNode> now) {
        var names = new TreeSet<String>(old.keySet());
        names.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            JsonNode from = old.get(name);
            JsonNode to = now.get(name);
            if (!Objects.equals(from, to)) changes.add(new Change(name, from, to));
        }
        return changes;
    }

    /** Members by dotted name, without prompt and tools, which are compared in their own ways. Lists are one value. */
    private static void flatten(String name, JsonNode node, TreeMap<String, JsonNode> into) {
        if (name.equals("prompt") || name.equals("tools") || node.isNull()) return;
        if (!node.isObject()) {
            into.put(name, node);
            return;
        }
        node.properties()
                .forEach(member -> flatten(
                        name.isEmpty() ? member.getKey() : name + "." + member.getKey(), member.getValue(), into));
    }
}
