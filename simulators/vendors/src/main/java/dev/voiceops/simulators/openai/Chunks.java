package dev.voiceops.simulators.openai;

import dev.voiceops.simulators.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes one answer as the chunks of a Chat Completions stream, in the order the recordings show. */
final class Chunks {
    private static final int ARGUMENT_PIECE = 7;
    private final List<String> out = new ArrayList<>();
    private final JsonNode request;
    private final String id;
    private final long created;
    private final Predicate<String> quirk;

    private Chunks(JsonNode request, String id, long created, Predicate<String> quirk) {
        this.request = request;
        this.id = id;
        this.created = created;
        this.quirk = quirk;
    }

    /**
     * @param created Unix seconds
     * @param quirk whether a fault script asks for that quirk
     * @return the JSON of each chunk; {@code [DONE]} is the writer's
     */
    static List<String> of(
            JsonNode request, Decision decision, ChatStyle style, String id, long created, Predicate<String> quirk) {
        var chunks = new Chunks(request, id, created, quirk);
        chunks.write(decision, style.toolsInFirstChunk());
        return chunks.out;
    }

    private void write(Decision decision, boolean toolsInFirstChunk) {
        boolean early = toolsInFirstChunk
                && decision.tools().size() == 1
                && decision.text().isEmpty();
        delta(first -> {
            first.put("role", "assistant");
            if (decision.tools().isEmpty()) {
                first.put("content", "").putNull("refusal");
            } else {
                first.putNull("content");
            }
            if (early) {
                open(first, decision.tools().getFirst(), 0);
            }
        });
        text(decision.text());
        for (int index = 0; index < decision.tools().size(); index++) {
            call(decision.tools().get(index), index, early);
        }
        end(!decision.tools().isEmpty());
    }

    private void text(String text) {
        if (quirk.test("empty")) {
            return;
        }
        boolean refuses = quirk.test("refusal");
        for (var piece : pieces(refuses ? "I'm sorry, I can't help with that." : text)) {
            delta(content -> content.put(refuses ? "refusal" : "content", piece));
        }
    }

    private void call(Decision.Call call, int index, boolean opened) {
        if (!opened) {
            delta(opening -> open(opening, call, index));
        }
        var arguments = quirk.test("bad_arguments") ? call.arguments().replace('}', ']') : call.arguments();
        int end = quirk.test("length") ? arguments.length() / 2 : arguments.length();
        for (int from = 0; from < end; from += ARGUMENT_PIECE) {
            var piece = arguments.substring(from, Math.min(end, from + ARGUMENT_PIECE));
            delta(more -> {
                var tool = more.putArray("tool_calls").addObject().put("index", index);
                tool.putObject("function").put("arguments", piece);
            });
        }
    }

    private void open(ObjectNode delta, Decision.Call call, int index) {
        var tool = delta.putArray("tool_calls").addObject().put("index", index);
        tool.put("id", call.id()).put("type", "function");
        tool.putObject("function")
                .put("name", quirk.test("unknown_tool") ? "no_such_tool" : call.name())
                .put("arguments", "");
    }

    private void end(boolean tools) {
        var reason = quirk.test("length") ? "length" : tools && !quirk.test("finish_stop") ? "tool_calls" : "stop";
        var last = chunk();
        last.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", reason)
                .putNull("logprobs")
                .putObject("delta");
        out.add(Json.write(last));
        if (request.path("stream_options").path("include_usage").asBoolean(false) && !quirk.test("no_usage")) {
            var usage = chunk();
            usage.putArray("choices");
            usage.set("usage", Usage.of(request, out));
            out.add(Json.write(usage));
        }
    }

    private void delta(Consumer<ObjectNode> fill) {
        var chunk = chunk();
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        fill.accept(choice.putObject("delta"));
        choice.putNull("logprobs").putNull("finish_reason");
        chunk.putNull("usage");
        if (request.path("stream_options").path("include_obfuscation").asBoolean(true)) {
            chunk.put("obfuscation", "x".repeat(1 + out.size() % 9));
        }
        out.add(Json.write(chunk));
    }

    private ObjectNode chunk() {
        return Json.object()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", created)
                .put("model", request.path("model").asString(""))
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_simulated");
    }

    /** Pieces of about a token: words with the blank before them. */
    static List<String> pieces(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?= )"));
    }
}
