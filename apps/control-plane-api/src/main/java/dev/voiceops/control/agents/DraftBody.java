package dev.voiceops.control.agents;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.Tool;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Between drafts, which name tools, and snapshots, which hold them. Pure functions. */
final class DraftBody {
    private static final String TOOLS = "tools";

    private DraftBody() {}

    /** What a new agent begins with: it lacks nothing but a prompt. */
    static ObjectNode fresh() {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("prompt", "").put("greeting", "Hello, how can I help you?");
        body.put("goodbye", "Thank you for calling. Goodbye.").put("language", "en-US");
        body.putObject("llm").put("model", "gpt-4.1-mini").put("temperature", 0.3);
        body.putObject("stt")
                .put("engine", "v1")
                .put("model", "nova-3")
                .put("endpointing_ms", 300)
                .putArray("keyterms");
        body.putObject("tts").put("model", "coda").put("speaker", "astra");
        body.putObject("policy");
        body.putArray(TOOLS);
        return body.put("auto_tools", true);
    }

    /** The draft that a version's snapshot would be published from. */
    static ObjectNode of(JsonNode snapshot) {
        ObjectNode body = (ObjectNode) snapshot.deepCopy();
        ArrayNode names = Json.mapper().createArrayNode();
        snapshot.path(TOOLS).forEach(tool -> names.add(tool.path("name")));
        body.set(TOOLS, names);
        return body;
    }

    /**
     * The snapshot of a draft: its tools as they are now, defaults filled in.
     *
     * @throws ContractViolation when the draft has faults
     */
    static AgentSnapshot freeze(JsonNode body, List<Tool> usable) {
        ObjectNode whole = written(body, usable);
        if (!whole.has("policy")) whole.putObject("policy");
        return Json.read(Json.write(whole), AgentSnapshot.class);
    }

    /** The draft with its tools written out as they are now; one that is not there keeps its name only. */
    static ObjectNode written(JsonNode body, List<Tool> usable) {
        Map<String, Tool> byName = usable.stream().collect(Collectors.toMap(Tool::name, Function.identity()));
        ObjectNode whole = (ObjectNode) body.deepCopy();
        ArrayNode frozen = Json.mapper().createArrayNode();
        for (JsonNode name : body.path(TOOLS)) {
            Tool tool = byName.get(name.asString(""));
            if (tool == null) frozen.addObject().set("name", name);
            else frozen.add(Json.mapper().<JsonNode>valueToTree(tool.pinned()));
        }
        whole.set(TOOLS, frozen);
        return whole;
    }
}
