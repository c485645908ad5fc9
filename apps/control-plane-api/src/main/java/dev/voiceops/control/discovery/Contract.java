package dev.voiceops.control.discovery;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.control.automation.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a workflow says of itself: the first fenced JSON block with an {@code input_schema} in one of its sticky notes.
 *
 * @param faults what of it cannot be used; such parts are left out
 */
record Contract(
        @Nullable String name,
        @Nullable String description,
        @Nullable String toolClass,
        @Nullable JsonNode inputSchema,
        @Nullable JsonNode outputSchema,
        List<String> faults) {
    private static final String NOTE = "n8n-nodes-base.stickyNote";
    private static final Pattern FENCED = Pattern.compile("```json\\s*\\n(.*?)```", Pattern.DOTALL);
    private static final int LONGEST = 64 * 1024;

    static Optional<Contract> of(JsonNode workflow, Schemas schemas) {
        return workflow.path("nodes")
                .valueStream()
                .filter(node -> node.path("type").stringValue("").equals(NOTE))
                .map(node -> node.path("parameters").path("content").stringValue(""))
                .flatMap(text -> blocks(text).stream())
                .filter(block -> block.has("input_schema"))
                .findFirst()
                .map(block -> of(schemas, block));
    }

    private static Contract of(Schemas schemas, JsonNode block) {
        List<String> faults = new ArrayList<>();
        return new Contract(
                block.path("name").stringValue(null),
                block.path("description").stringValue(null),
                block.path("class").stringValue(null),
                schema(schemas, block, "input_schema", faults),
                schema(schemas, block, "output_schema", faults),
                faults);
    }

    private static @Nullable JsonNode schema(Schemas schemas, JsonNode block, String field, List<String> faults) {
        JsonNode schema = block.path(field);
        if (schema.isMissingNode() || schema.isNull()) return null;
        List<String> wrong = schemas.faultsOf(schema, field.equals("input_schema"));
        wrong.forEach(fault -> faults.add("The note's " + field + fault));
        return wrong.isEmpty() ? schema : null;
    }

    private static List<JsonNode> blocks(String note) {
        List<JsonNode> blocks = new ArrayList<>();
        if (note.length() > LONGEST) return blocks;
        Matcher fenced = FENCED.matcher(note);
        while (fenced.find()) {
            try {
                blocks.add(Json.tree(String.valueOf(fenced.group(1))));
            } catch (ContractViolation e) {
                // somebody's example, not a contract
            }
        }
        return blocks;
    }
}
