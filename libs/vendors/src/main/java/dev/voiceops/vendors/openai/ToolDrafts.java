package dev.voiceops.vendors.openai;

import dev.voiceops.call.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tool calls as their fragments come in, told apart by index, and by id where a server repeats or leaves out the
 * index. A call is handed on once it is complete: at the end, or earlier when another one has begun and its arguments
 * are whole. One thread.
 */
final class ToolDrafts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_ARGUMENTS = 64 * 1024;
    private static final int MAX_CALLS = 32;

    private final Consumer<ToolCall> complete;
    private final List<Draft> drafts = new ArrayList<>();

    ToolDrafts(Consumer<ToolCall> complete) {
        this.complete = complete;
    }

    private static final class Draft {
        private final int index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
        private boolean handedOn;

        Draft(int index) {
            this.index = index;
        }
    }

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    /**
     * Adds a member of {@code delta.tool_calls}. False when there are more, or longer, calls than a sane answer has.
     */
    boolean add(JsonNode fragment) {
        var draft = draftOf(fragment);
        if (draft == null) return false;
        var function = fragment.path("function");
        if (draft.id.isEmpty()) draft.id = fragment.path("id").asString("");
        if (draft.name.isEmpty()) draft.name = function.path("name").asString("");
        var arguments = function.path("arguments");
        if (arguments.isObject()) draft.arguments.append(arguments);
        else draft.arguments.append(arguments.asString(""));
        return draft.arguments.length() <= MAX_ARGUMENTS;
    }

    /**
     * The answer is complete: hands on the rest, malformed arguments as they are. False when a call names no tool; nothing is
     * handed on from there on.
     */
    boolean finish() {
        for (var draft : drafts) {
            if (draft.handedOn) continue;
            if (draft.arguments.toString().isBlank()) draft.arguments.append("{}");
            if (draft.name.isEmpty()) return false;
            handOn(draft);
        }
        return true;
    }

    private @Nullable Draft draftOf(JsonNode fragment) {
        var id = fragment.path("id").asString("");
        int index = fragment.path("index").asInt(-1);
        for (var draft : drafts.reversed()) {
            var sameIndex = index < 0 || draft.index == index;
            var sameId = id.isEmpty() || draft.id.isEmpty() || draft.id.equals(id);
            if (sameIndex && sameId) return draft;
        }
        if (drafts.size() == MAX_CALLS) return null;
        var opened = new Draft(index < 0 ? drafts.size() : index);
        drafts.stream()
                .filter(draft -> !draft.handedOn && whole(draft).isPresent())
                .forEach(this::handOn);
        drafts.add(opened);
        return opened;
    }

    private void handOn(Draft draft) {
        draft.handedOn = true;
        var id = draft.id.isEmpty() ? "call_" + draft.index + "_" + Long.toHexString(System.nanoTime()) : draft.id;
        complete.accept(new ToolCall(id, draft.name, draft.arguments.toString()));
    }

    private static Optional<JsonNode> whole(Draft draft) {
        try {
            return Optional.of(JSON.readTree(draft.arguments.toString())).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
