package dev.voiceops.vendors.openai;

import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.LlmListener.Finish;
import dev.voiceops.vendors.Usage;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes sense of the events of one streamed answer. Knows both ways in which tool calls are streamed and the habits of
 * compatible servers. No clock, no I/O; one thread.
 */
final class ChatStream {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What became of the answer after an event. */
    enum State {
        /** More is to come. */
        GOING,
        /** The model has finished; usage may still come. */
        FINISHED,
        /** Nothing more is to come. */
        DONE,
        /** It failed, and {@link #failure} tells how. */
        FAILED
    }

    private final LlmListener listener;
    private final Failures failures;
    private final ToolDrafts tools;
    private State state = State.GOING;
    private String finishReason = "";
    private @Nullable Usage usage;
    private long progress;
    private @Nullable VendorFailure failure;

    ChatStream(LlmListener listener, Failures failures) {
        this.listener = listener;
        this.failures = failures;
        tools = new ToolDrafts(listener::onToolCall);
    }

    State state() {
        return state;
    }

    /** Rises with each piece of text or tool call; headers, roles and usage are no progress. */
    long progress() {
        return progress;
    }

    @Nullable
    VendorFailure failure() {
        return failure;
    }

    void event(String data) {
        if (state == State.DONE || state == State.FAILED) return;
        if (data.strip().equals("[DONE]")) {
            end();
            return;
        }
        try {
            chunk(JSON.readTree(data));
        } catch (JacksonException e) {
            fail(Kind.TRANSIENT, "garbage", "the model's server sent something that is not JSON");
        }
    }

    /** The stream has ended, with or without {@code [DONE]}, or is not worth waiting for. */
    void end() {
        if (state == State.GOING) fail(Kind.TRANSIENT, "cut", "the answer was cut off");
        if (state != State.FINISHED) return;
        state = State.DONE;
        listener.onDone(finish(), usage);
    }

    private void chunk(JsonNode chunk) {
        if (chunk.path("error").isObject()) {
            state = State.FAILED;
            failure = failures.inStream(chunk.path("error"));
            return;
        }
        if (chunk.path("usage").isObject()) usage = usage(chunk.path("usage"));
        var choice = chunk.path("choices").path(0);
        var delta = choice.path("delta");
        text(delta.path("content").asString(""));
        text(delta.path("refusal").asString(""));
        for (var fragment : delta.path("tool_calls")) {
            progress++;
            if (!tools.add(fragment)) fail(Kind.PROTOCOL, "too_many_tools", "the model called too many tools at once");
        }
        var reason = choice.path("finish_reason").asString("");
        if (!reason.isEmpty() && state == State.GOING) finished(reason);
    }

    private void text(String piece) {
        if (piece.isEmpty()) return;
        progress++;
        listener.onText(piece);
    }

    private void finished(String reason) {
        finishReason = reason;
        state = State.FINISHED;
        var cut = reason.equals("length") || reason.equals("content_filter");
        if (!cut && !tools.finish()) {
            fail(Kind.TRANSIENT, "nameless_tool", "the model called a tool without naming it");
        }
    }

    private Finish finish() {
        return switch (finishReason) {
            case "length" -> Finish.LENGTH;
            case "content_filter" -> Finish.FILTERED;
            default -> tools.isEmpty() ? Finish.STOP : Finish.TOOLS; // forced calls end with "stop"
        };
    }

    private void fail(Kind kind, String code, String message) {
        state = State.FAILED;
        failure = failures.of(kind, code, message);
    }

    private static Usage usage(JsonNode usage) {
        return new Usage(
                usage.path("prompt_tokens").asLong(0),
                usage.path("prompt_tokens_details").path("cached_tokens").asLong(0),
                usage.path("completion_tokens").asLong(0),
                usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0));
    }
}
