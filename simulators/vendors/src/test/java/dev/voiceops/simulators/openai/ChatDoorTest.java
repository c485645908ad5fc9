package dev.voiceops.simulators.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.simulators.Sims;
import dev.voiceops.simulators.SimulatedVendors;
import dev.voiceops.simulators.SimulationConfig.Pace;
import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Fault;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.faults.When;
import dev.voiceops.simulators.rime.SpeechStyle;
import dev.voiceops.simulators.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What llm-rtc reference 1.7 asks of the simulated OpenAI, over real sockets. */
class ChatDoorTest {
    private static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"order-status","parameters":{"type":"object",\
            "properties":{"order_id":{"type":"string"}},"required":["order_id"],"additionalProperties":false},"strict":true}}]""";
    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedVendors sims = Sims.start();

    @AfterEach
    void stop() {
        sims.close();
    }

    @Test
    void text_streams_role_first_then_pieces_then_the_reason_then_usage_then_done() throws Exception {
        var events = events("""
                {"model":"gpt-4.1-mini","stream":true,"stream_options":{"include_usage":true},
                 "messages":[{"role":"system","content":"be brief"},{"role":"user","content":"how much is express delivery"}]}""");

        assertThat(events.getLast()).isEqualTo("[DONE]");
        var chunks = json(events);
        assertThat(delta(chunks.getFirst()).path("role").asString()).isEqualTo("assistant");
        assertThat(delta(chunks.getFirst()).path("content").asString()).isEmpty();
        assertThat(chunks.getFirst().has("obfuscation")).isTrue();
        assertThat(content(chunks))
                .isEqualTo("Express delivery costs twelve dollars, and it arrives on the next working day.");
        assertThat(chunks.get(chunks.size() - 2)
                        .path("choices")
                        .path(0)
                        .path("finish_reason")
                        .asString())
                .isEqualTo("stop");
        assertThat(chunks.getLast().path("choices")).isEmpty();
        assertThat(chunks.getLast().path("usage").path("total_tokens").asInt()).isPositive();
        assertThat(chunks)
                .extracting(chunk -> chunk.path("id").asString())
                .containsOnly(chunks.getFirst().path("id").asString());
    }

    @Test
    void obfuscation_and_usage_stay_away_when_the_request_says_so() throws Exception {
        var chunks = json(events("""
                {"model":"gpt-4.1-mini","stream":true,"stream_options":{"include_obfuscation":false},
                 "messages":[{"role":"user","content":"hello"}]}"""));
        assertThat(chunks).noneMatch(chunk -> chunk.has("obfuscation"));
        assertThat(chunks.getLast()
                        .path("choices")
                        .path(0)
                        .path("finish_reason")
                        .asString())
                .isEqualTo("stop");
    }

    @Test
    void a_tool_call_comes_in_fragments_under_its_index_in_both_recorded_variants() throws Exception {
        var early = json(events(order("where is my order seven two six four two")));
        assertThat(delta(early.getFirst())
                        .path("tool_calls")
                        .path(0)
                        .path("function")
                        .path("name")
                        .asString())
                .isEqualTo("order-status");
        assertThat(arguments(early)).isEqualTo("{\"order_id\":\"72642\"}");

        restart(new ChatStyle(0, 0, false, true, true, true));
        var late = json(events(order("where is my order seven two six four two")));
        assertThat(delta(late.getFirst()).has("tool_calls")).isFalse();
        assertThat(delta(late.get(1)).path("tool_calls").path(0).path("id").asString())
                .startsWith("call_");
        assertThat(arguments(late)).isEqualTo("{\"order_id\":\"72642\"}");
        assertThat(late.getLast().path("choices").path(0).path("finish_reason").asString())
                .isEqualTo("tool_calls");
    }

    @Test
    void the_answer_after_a_tool_uses_what_the_tool_returned() throws Exception {
        assertThat(answerTo("{\\\"status\\\":\\\"shipped\\\",\\\"summary\\\":\\\"It arrives on Tuesday.\\\"}"))
                .isEqualTo("It arrives on Tuesday.");
        assertThat(answerTo("{\\\"status\\\":\\\"failed\\\",\\\"message\\\":\\\"no\\\"}"))
                .contains("cannot find an order");
        assertThat(answerTo("{\\\"status\\\":\\\"unknown\\\",\\\"message\\\":\\\"?\\\"}"))
                .contains("cannot see your order right now");
    }

    private String answerTo(String result) throws Exception {
        return content(json(events("""
                {"model":"gpt-4.1-mini","stream":true,%s,"messages":[
                 {"role":"user","content":"where is my order 72642"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
                   "function":{"name":"order-status","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"call_1","content":"%s"}]}""".formatted(TOOLS, result))));
    }

    @Test
    void it_asks_for_what_it_needs_and_understands_the_answer_to_its_question() throws Exception {
        assertThat(content(json(events(order("I want to know where my order is")))))
                .isEqualTo("Of course. What is your order number?");
        var chunks = json(events("""
                {"model":"gpt-4.1-mini","stream":true,%s,"messages":[
                 {"role":"user","content":"where is my order"},
                 {"role":"assistant","content":"Of course. What is … [interrupted by the caller]"},
                 {"role":"user","content":"uh seven two, six forty two"}]}""".formatted(TOOLS)));
        assertThat(arguments(chunks)).isEqualTo("{\"order_id\":\"72642\"}");
    }

    @Test
    void what_the_real_one_refuses_is_refused_with_its_error_object() throws Exception {
        assertThat(refusal("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .isEqualTo("400 null");
        assertThat(refusal("{\"model\":\"llama\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .isEqualTo("404 model_not_found");
        assertThat(refusal(
                        "{\"model\":\"gpt-4o\",\"frequency\":1,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .isEqualTo("400 unknown_parameter");
        assertThat(
                        refusal(
                                "{\"model\":\"gpt-5.4\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .isEqualTo("400 unsupported_parameter");
        assertThat(
                        refusal(
                                "{\"model\":\"gpt-5.4\",\"temperature\":0.3,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .isEqualTo("400 unsupported_value");
        assertThat(refusal("not json")).isEqualTo("400 null");
        assertThat(refusal("""
                        {"model":"gpt-4o","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":null,
                         "tool_calls":[{"id":"call_9","type":"function","function":{"name":"a","arguments":"{}"}}]},
                         {"role":"user","content":"well?"}]}""")).isEqualTo("400 null");
        assertThat(refusal("""
                        {"model":"gpt-4o","messages":[{"role":"tool","tool_call_id":"call_9","content":"x"}]}""")).isEqualTo("400 null");
        assertThat(refusal("""
                        {"model":"gpt-4o","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function",
                         "function":{"name":"a","strict":true,"parameters":{"type":"object","properties":{"b":{"type":"string"}},
                         "required":[],"additionalProperties":false}}}]}""")).isEqualTo("400 invalid_function_parameters");
    }

    @Test
    void without_a_key_nothing_is_answered() throws Exception {
        var response = http.send(request("{}").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Json.read(response.body()).path("error").path("code").asString())
                .isEqualTo("invalid_api_key");
    }

    @Test
    void it_says_that_it_is_simulated_and_keeps_keys_out_of_its_log() throws Exception {
        var response = post("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(response.headers().firstValue("x-simulated")).isPresent();
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
        assertThat(sims.requests().list().getLast().authorization()).isEqualTo("Bearer ***-key");
    }

    @Test
    void faults_happen_on_the_wire() throws Exception {
        fault(new Deed.Http(429, "insufficient_quota"));
        assertThat(refusal(order("hello"))).isEqualTo("429 insufficient_quota");
        fault(new Deed.Http(503, ""));
        assertThat(refusal(order("hello"))).isEqualTo("503 server_is_overloaded");

        fault(new Deed.Complain(""));
        assertThat(post(order("hello")).body()).startsWith("data: {\"error\":").doesNotContain("[DONE]");

        fault(new Deed.Quirk("length"));
        var cut = json(events(order("where is my order 72642")));
        assertThat(cut.getLast().path("choices").path(0).path("finish_reason").asString())
                .isEqualTo("length");
        assertThat(arguments(cut)).hasSizeLessThan(20);

        fault(new Deed.Garbage());
        assertThat(post(order("hello")).body()).contains("{]");

        fault(new Deed.Refuse());
        assertThatThrownBy(() -> post(order("hello"))).isInstanceOf(IOException.class);
        assertThat(post(order("hello")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_stream_can_be_cut_in_the_middle() throws Exception {
        restart(new ChatStyle(0, 30, true, false, false, false));
        sims.faults().set(new Fault("f", Vendor.OPENAI, "chat", new When(0, 1, 120, 1), new Deed.Drop()));
        assertThatThrownBy(() -> post(order("what are your opening hours"))).isInstanceOf(IOException.class);
    }

    private void fault(Deed deed) {
        sims.faults().set(new Fault("f", Vendor.OPENAI, "chat", When.AT_ONCE, deed));
    }

    private void restart(ChatStyle style) {
        sims.close();
        sims = SimulatedVendors.start(Sims.config().with(new Pace(style, SpeechStyle.INSTANT, 10_000)));
    }

    private static String order(String said) {
        return "{\"model\":\"gpt-4.1-mini\",\"stream\":true,%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(TOOLS, said);
    }

    private String refusal(String body) throws Exception {
        var response = post(body);
        var error = Json.read(response.body()).path("error");
        assertThat(error.path("message").asString()).isNotBlank();
        assertThat(error.has("type") && error.has("param")).isTrue();
        return response.statusCode() + " " + error.path("code").asString("null");
    }

    private List<String> events(String body) throws Exception {
        var response = post(body);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        return Arrays.stream(response.body().split("\r?\n"))
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }

    private HttpResponse<String> post(String body) throws Exception {
        var request =
                request(body).header("authorization", "Bearer simulated-key").build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(URI.create(sims.url() + "/openai/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static List<JsonNode> json(List<String> events) {
        return events.stream()
                .filter(event -> !event.equals("[DONE]"))
                .map(Json::read)
                .toList();
    }

    private static JsonNode delta(JsonNode chunk) {
        return chunk.path("choices").path(0).path("delta");
    }

    private static String content(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> delta(chunk).path("content").asString(""))
                .collect(Collectors.joining());
    }

    private static String arguments(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> delta(chunk)
                        .path("tool_calls")
                        .path(0)
                        .path("function")
                        .path("arguments")
                        .asString(""))
                .collect(Collectors.joining());
    }
}
