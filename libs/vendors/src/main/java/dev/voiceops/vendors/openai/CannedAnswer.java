package dev.voiceops.vendors.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.call.ToolCall;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.Usage;
import dev.voiceops.vendors.VendorFailure;
import org.jspecify.annotations.Nullable;

/** An answer of the usual shape, to load and warm the code that reads one before a caller waits for it. */
final class CannedAnswer {
    private static final String EVENTS = """
            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}

            data: {"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"t","arguments":"{}"}}]},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}

            data: [DONE]

            """;

    private CannedAnswer() {}

    static void read() {
        var stream = new ChatStream(new Deaf(), new Failures(null));
        new SseReader(stream::event).feed(EVENTS.getBytes(UTF_8));
    }

    private static final class Deaf implements LlmListener {
        @Override
        public void onText(String delta) {}

        @Override
        public void onToolCall(ToolCall call) {}

        @Override
        public void onDone(Finish finish, @Nullable Usage usage) {}

        @Override
        public void onFailure(VendorFailure failure) {}
    }
}
