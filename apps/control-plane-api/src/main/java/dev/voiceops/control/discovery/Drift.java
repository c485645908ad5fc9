package dev.voiceops.control.discovery;

import dev.voiceops.contracts.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How what stands in the automation now differs from what a tool was imported as.
 *
 * @param state same, changed, inactive (it would not answer) or gone
 * @param changes each place that differs; empty when it is the same or gone
 */
public record Drift(String state, List<Change> changes) {
    private static final Set<String> NOT_COMPARED = Set.of("remarks");

    /** One difference: a JSON pointer, what stood there at the import, what stands there now; null: nothing. */
    public record Change(
            String place, @Nullable JsonNode was, @Nullable JsonNode is) {}

    /** @param snapshot what was found at the import, as JSON text */
    public static Drift between(String snapshot, Optional<Found> now) {
        if (now.isEmpty()) return new Drift("gone", List.of());
        List<Change> changes = new ArrayList<>();
        compare("", Json.tree(snapshot), Json.tree(Json.write(now.get())), changes);
        changes.removeIf(change -> NOT_COMPARED.contains(change.place().split("/")[1]));
        if (!now.get().active()) return new Drift("inactive", changes);
        return new Drift(changes.isEmpty() ? "same" : "changed", changes);
    }

    private static void compare(String place, JsonNode was, JsonNode is, List<Change> changes) {
        if (was.equals(is)) return;
        if (!was.isObject() || !is.isObject()) {
            changes.add(new Change(place, orNull(was), orNull(is)));
            return;
        }
        Set<String> names = new TreeSet<>(was.propertyNames());
        names.addAll(is.propertyNames());
        for (String name : names) {
            String escaped = name.replace("~", "~0").replace("/", "~1");
            compare(place + "/" + escaped, was.path(name), is.path(name), changes);
        }
    }

    private static @Nullable JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }
}
