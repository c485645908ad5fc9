package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Policy.ToolLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments are read strictly, spoken plainly, repaired once by the model, and never guessed. */
class ArgumentsTest {
    private static final Policy POLICY =
            Policy.standard().with(Phrase.GREETING, "").withTools(Map.of("look", new ToolLimits(700, 5_000, "")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"x\"",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1} x",
                "{\"a\":NaN}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"tab\there\"}",
                "{\"a\":\"\\u12g4\"}",
                "{a:1}",
                "{\"a\":1e999999999999}"
            })
    void what_is_no_json_object_is_refused(String text) {
        assertThat(Arguments.of(text)).isEmpty();
    }

    @Test
    void what_is_nested_without_end_is_refused_too() {
        assertThat(Arguments.of("{\"a\":" + "[".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | nothing more",
                "{\"order_id\":\"1001\",\"notify\":true} | order id 1001, notify yes",
                "{\"amount\":12.50,\"note\":null} | amount 12.50",
                "{\"to\":{\"street\":\"Hill\",\"no\":7}} | to street Hill, no 7",
                "{\"items\":[\"desk\",\"lamp\"]} | items desk, lamp",
                "{ \"say\" : \"\\\"hi\\\" \\u0041\\n\" } | say \"hi\" A"
            })
    void arguments_are_spoken_by_name_and_value(String json, String spoken) {
        assertThat(Arguments.of(json).orElseThrow().fill("{arguments}", "x")).isEqualTo(spoken);
    }

    @Test
    void slots_are_filled_by_name_and_values_are_not_read_as_slots() {
        Arguments arguments = Arguments.of("{\"order_id\":\"{tool} $1\"}").orElseThrow();
        assertThat(arguments.fill("{tool}: {order_id}, {reason}?", "cancel-order"))
                .isEqualTo("cancel order: {tool} $1, not given?");
    }

    private static VirtualCall asked() {
        return new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "look it up")
                .tool("look", 200, "{}");
    }

    @Test
    void malformed_arguments_are_told_to_the_model_which_may_try_once_more() {
        Run run = asked().answer("look it up", Thinks.wants("c1", "look", "{\"id\": 7"))
                .answer("result of look", Thinks.wants("c2", "look", "{\"id\":7}"), Thinks.says("Here it is."))
                .run(9_000);
        assertThat(run.effects(Effect.RunTool.class))
                .containsExactly(new Effect.RunTool(1, new ToolCall("c2", "look", "{\"id\":7}")));
        ToolResult told = ((Line.Agent) run.asks().get(1).dialogue().getLast())
                .tools()
                .getFirst()
                .result();
        assertThat(told.status()).isEqualTo(ToolResult.Status.REJECTED);
        assertThat(told.instruction()).contains("Nothing was sent", "Never make up");
        assertThat(run.notes("tool_arguments_rejected")).hasSize(1);
        assertThat(run.said()).containsExactly("Here it is.");
    }

    @Test
    void arguments_that_are_wrong_twice_end_in_a_word_to_the_caller() {
        Run run = asked().answer("look it up", Thinks.wants("c1", "look", "{\"id\": 7"))
                .answer("result of look", Thinks.wants("c2", "look", "id=7"))
                .run(9_000);
        assertThat(run.effects(Effect.RunTool.class)).isEmpty();
        assertThat(run.said()).containsExactly(Phrase.TOOL_MISUSED.english());
        assertThat(run.asks()).hasSize(2);
        assertThat(run.notes("tool_arguments_given_up")).hasSize(1);
    }

    @Test
    void arguments_the_gateway_refuses_count_the_same() {
        ToolResult refused = new ToolResult(ToolResult.Status.REJECTED, "$.id: must be a string");
        VirtualCall call = asked().answer("look it up", Thinks.wants("c1", "look", "{\"id\":7}"))
                .answer("result of look", Thinks.wants("c2", "look", "{\"id\":8}"));
        call.tool("look", 60_000, "{}");
        Run run = call.at(3_200, new Event.ToolReturned(1, new ToolCall("c1", "look", "{\"id\":7}"), refused))
                .at(4_200, new Event.ToolReturned(1, new ToolCall("c2", "look", "{\"id\":8}"), refused))
                .run(9_000);
        assertThat(run.said()).containsExactly(Phrase.TOOL_MISUSED.english());
        assertThat(run.notes("tool_arguments_rejected")).hasSize(2);
    }

    @Test
    void a_good_call_beside_a_malformed_one_runs_and_both_are_told() {
        Run run = asked().answer("look it up", Thinks.wants("c1", "look", "{}").use("c2", "look", "{"))
                .answer("result of look", "Half of it.")
                .run(9_000);
        assertThat(run.effects(Effect.RunTool.class)).hasSize(1);
        assertThat(run.agent().getFirst().tools())
                .extracting(use -> use.result().status())
                .isEqualTo(List.of(ToolResult.Status.SUCCEEDED, ToolResult.Status.REJECTED));
        assertThat(run.said()).containsExactly("Half of it.");
    }
}
