package dev.voiceops.vendors.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.ToolCall;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.RateLimits;
import dev.voiceops.vendors.Usage;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.wire.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatStreamTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Heard heard = new Heard();
    private ChatStream stream = new ChatStream(new WrittenDown(heard), new Failures("req-1"));

    @Test
    void text_then_usage() {
        stream.event("""
                {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","service_tier":"default",
                 "choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],
                 "usage":null,"obfuscation":"x9"}""");
        assertThat(stream.progress()).isZero();
        delta("{\"content\":\"Hel\"}");
        delta("{\"content\":\"lo.\"}");
        assertThat(stream.progress()).isEqualTo(2);
        finish("stop");
        assertThat(stream.state()).isEqualTo(ChatStream.State.FINISHED);
        stream.event("""
                {"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":5,"total_tokens":16,
                 "prompt_tokens_details":{"cached_tokens":8},"completion_tokens_details":{"reasoning_tokens":3}}}""");
        stream.event("[DONE]");
        heard.expect(
                "text Hel",
                "text lo.",
                "done STOP Usage[promptTokens=11, cachedTokens=8, completionTokens=5, reasoningTokens=3]");
        assertThat(stream.state()).isEqualTo(ChatStream.State.DONE);
    }

    @Test
    void a_tool_call_opened_in_the_first_chunk() {
        delta("""
                {"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_a","type":"function",
                 "function":{"name":"get_weather","arguments":""}}]}""");
        delta(arguments(0, "{\\\"ci"));
        delta(arguments(0, "ty\\\":\\\"S\\\\u"));
        delta(arguments(0, "00f6n\\\"}"));
        assertThat(heard.isEmpty()).isTrue();
        finish("tool_calls");
        stream.event("[DONE]");
        heard.expect("tool call_a get_weather {\"city\":\"S\\u00f6n\"}", "done TOOLS null");
    }

    @Test
    void parallel_calls_each_opened_by_a_chunk_are_handed_on_as_soon_as_they_are_whole() {
        delta("{\"role\":\"assistant\",\"content\":null}");
        delta("{\"content\":\"One moment.\"}");
        delta(open(0, "call_a", "order_status"));
        delta(arguments(0, "{\\\"id\\\":1}"));
        heard.expect("text One moment.");
        assertThat(heard.isEmpty()).isTrue();
        delta(open(1, "call_b", "lookup"));
        heard.expect("tool call_a order_status {\"id\":1}");
        delta(arguments(1, "{}"));
        finish("tool_calls");
        stream.event("[DONE]");
        heard.expect("tool call_b lookup {}", "done TOOLS null");
    }

    @Test
    void a_call_that_is_not_whole_when_another_opens_waits_for_its_rest() {
        delta(open(0, "a", "x"));
        delta(arguments(0, "{\\\"k\\\":"));
        delta(open(1, "b", "y"));
        delta(arguments(1, "{}"));
        assertThat(heard.isEmpty()).isTrue();
        delta(arguments(0, "1}"));
        finish("tool_calls");
        heard.expect("tool a x {\"k\":1}", "tool b y {}");
    }

    @Test
    void habits_of_compatible_servers() {
        delta(
                "{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"x\",\"arguments\":{\"k\":1}}},{\"id\":\"b\",\"function\":{\"name\":\"y\",\"arguments\":\"\"}}]}");
        delta("{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"x\"}}]}");
        finish("stop");
        stream.end();
        heard.expect("tool a x {\"k\":1}", "tool b y {}", "done TOOLS null");
    }

    @Test
    void all_calls_with_index_zero_are_told_apart_by_id() {
        delta("{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"x\",\"arguments\":\"{}\"}}]}");
        delta("{\"tool_calls\":[{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"y\",\"arguments\":\"{\"}}]}");
        delta(arguments(0, "}"));
        finish("tool_calls");
        heard.expect("tool a x {}", "tool b y {}");
    }

    @Test
    void a_refusal_is_said() {
        delta("{\"refusal\":\"I can't\"}");
        finish("stop");
        stream.end();
        heard.expect("text I can't", "done STOP null");
    }

    @Test
    void a_call_cut_by_the_token_limit_is_not_run() {
        delta(open(0, "a", "x"));
        delta(arguments(0, "{\\\"amount\\\":10"));
        finish("length");
        stream.end();
        heard.expect("done LENGTH null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\\\"a", "nonsense"})
    void arguments_that_are_no_object_are_handed_on_as_they_are_and_never_mended(String arguments) {
        delta(open(0, "a", "x"));
        delta(arguments(0, arguments));
        finish("tool_calls");
        stream.event("[DONE]");
        heard.expect("tool a x " + arguments.replace("\\\"", "\""), "done TOOLS null");
    }

    @Test
    void a_call_without_a_name_is_a_failure() {
        delta(open(0, "a", ""));
        finish("tool_calls");
        assertThat(stream.state()).isEqualTo(ChatStream.State.FAILED);
        assertThat(failure()).isEqualTo("TRANSIENT nameless_tool req-1");
        assertThat(heard.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":{"message":"my secret","type":"server_error","code":null}} | TRANSIENT server_error
            {"error":{"message":"x","type":"insufficient_quota","code":"insufficient_quota"}} | QUOTA insufficient_quota
            {"error":{"message":"x","type":"invalid_request_error","code":"context_length_exceeded"}} | PROTOCOL context_length_exceeded
            not json | TRANSIENT garbage
            """)
    void errors_inside_the_stream(String event, String expected) {
        delta("{\"content\":\"Hel\"}");
        stream.event(event);
        assertThat(failure()).isEqualTo(expected + " req-1");
        stream.event("{\"choices\":[{\"delta\":{\"content\":\"more\"}}]}");
        heard.expect("text Hel");
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void a_stream_cut_before_its_end_is_a_failure_and_after_its_end_is_not() {
        delta("{\"content\":\"Hel\"}");
        stream.end();
        assertThat(failure()).isEqualTo("TRANSIENT cut req-1");
    }

    @Property(tries = 500)
    void tool_calls_cut_anywhere_come_out_whole(@ForAll long seed) {
        stream = new ChatStream(new WrittenDown(heard), new Failures("req-1"));
        var random = new Random(seed);
        var expected = new ArrayList<String>();
        int calls = 1 + random.nextInt(4);
        boolean firstChunkOpens = random.nextBoolean();
        if (!firstChunkOpens) delta("{\"role\":\"assistant\",\"content\":null}");
        for (int i = 0; i < calls; i++) {
            var arguments = JSON.createObjectNode();
            for (int k = 0; k < random.nextInt(4); k++) arguments.put("k\"" + k, text(random));
            var whole = JSON.writeValueAsString(arguments);
            expected.add("tool id" + i + " t" + i + " " + whole);
            delta(open(i, "id" + i, "t" + i));
            for (int from = 0; from < whole.length(); ) {
                int to = Math.min(whole.length(), from + 1 + random.nextInt(6));
                var piece = JSON.createObjectNode();
                piece.putArray("tool_calls")
                        .addObject()
                        .put("index", i)
                        .putObject("function")
                        .put("arguments", whole.substring(from, to));
                delta(JSON.writeValueAsString(piece));
                from = to;
            }
        }
        finish(random.nextBoolean() ? "tool_calls" : "stop");
        stream.event("[DONE]");
        var told = new ArrayList<String>();
        while (!heard.isEmpty()) told.add(heard.next());
        expected.add("done TOOLS null");
        assertThat(told).isEqualTo(expected);
    }

    private static String text(Random random) {
        var alphabet = List.of("a", "\"", "\\", "{", "}", "é", "𝄞", "\n", " ", "]", "\\u0041");
        var text = new StringBuilder();
        for (int i = 0; i < random.nextInt(12); i++) text.append(alphabet.get(random.nextInt(alphabet.size())));
        return text.toString();
    }

    private String failure() {
        var failure = Objects.requireNonNull(stream.failure());
        return failure.kind() + " " + failure.code() + " " + failure.requestId();
    }

    private void delta(String delta) {
        stream.event("{\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}],\"usage\":null}");
    }

    private void finish(String reason) {
        stream.event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    }

    private static String open(int index, String id, String name) {
        return "{\"tool_calls\":[{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"\"}}]}"
                .formatted(index, id, name);
    }

    private static String arguments(int index, String escaped) {
        return "{\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":\"%s\"}}]}".formatted(index, escaped);
    }

    /** Writes down what it is told. */
    static final class WrittenDown implements LlmListener {
        private final Heard heard;

        WrittenDown(Heard heard) {
            this.heard = heard;
        }

        @Override
        public void onFirstByte(String requestId) {
            heard.add("first byte " + requestId);
        }

        @Override
        public void onRateLimits(RateLimits limits) {
            heard.add("limits " + limits.remainingRequests() + " " + limits.resetTokens());
        }

        @Override
        public void onText(String delta) {
            heard.add("text " + delta);
        }

        @Override
        public void onToolCall(ToolCall call) {
            heard.add("tool " + call.id() + " " + call.name() + " " + call.arguments());
        }

        @Override
        public void onDone(Finish finish, @Nullable Usage usage) {
            heard.add("done " + finish + " " + usage);
        }

        @Override
        public void onFailure(VendorFailure failure) {
            heard.add("failed " + failure.kind() + " " + failure.code() + " " + failure.requestId());
        }
    }
}
