package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.ToolReturned;
import dev.voiceops.call.Event.Typed;
import dev.voiceops.call.Policy.ToolLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools run once, outlive interruptions, and never leave the caller in silence. */
class ToolsTest {
    private static final String FILLER = "One moment, please.";
    private static final Policy POLICY = Policy.standard()
            .with(Phrase.GREETING, "")
            .withTools(Map.of("look", new ToolLimits(700, 5_000, FILLER), "quiet", new ToolLimits(700, 5_000, "")));
    private static final ToolResult DONE = new ToolResult(ToolResult.Status.SUCCEEDED, "{\"order\":\"on its way\"}");
    private static final ToolCall C1 = new ToolCall("c1", "look", "{}");

    /** The model is asked at 2.6 s and wants the tool at 2.9 s. */
    private static VirtualCall looking() {
        return new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "where is my order")
                .answer("my order", Thinks.wants("c1", "look"))
                .answer("result of look", "It is on its way.")
                .tool("look", 300, DONE.output());
    }

    @Test
    void a_tool_runs_and_the_model_puts_its_result_into_words() {
        Run run = looking().run(8_000);
        assertThat(run.effects(Effect.RunTool.class)).containsExactly(new Effect.RunTool(1, C1));
        Line.Agent used = new Line.Agent("", List.of(new Line.ToolUse(C1, DONE)), false);
        assertThat(run.asks().getLast().dialogue()).containsExactly(new Line.Caller("where is my order"), used);
        assertThat(run.dialogue())
                .containsExactly(
                        new Line.Caller("where is my order"),
                        used,
                        new Line.Agent("It is on its way.", List.of(), false));
    }

    @ParameterizedTest
    @CsvSource({"0, false, false", "300, false, false", "1500, true, false", "9000, true, true"})
    void a_slow_tool_is_bridged_by_a_filler_and_a_dead_one_by_an_excuse(long takesMs, boolean filler, boolean excuse) {
        Run run = looking().tool("look", takesMs, DONE.output()).run(20_000);
        assertThat(run.said().contains(FILLER)).isEqualTo(filler);
        assertThat(run.said().contains(Phrase.TOOL_TOO_SLOW.english())).isEqualTo(excuse);
        assertThat(run.said().contains("It is on its way.")).isEqualTo(!excuse);
        assertThat(run.turns().getFirst().turn()).isEqualTo(1);
        if (filler) assertThat(run.times(Effect.Say.class).getFirst()).isEqualTo(3_600);
        if (excuse) assertThat(run.times(Effect.Say.class).get(1)).isEqualTo(7_900);
    }

    @Test
    void the_filler_is_said_once_a_turn_and_not_at_all_if_it_is_blank() {
        Run run = looking().tool("look", 4_900, "{}").run(20_000);
        assertThat(run.said()).containsOnlyOnce(FILLER);
        Run blank = new VirtualCall(POLICY)
                .at(0, new Connected())
                .at(1_000, new Typed("/tool quiet {}"))
                .tool("quiet", 2_000, "{}")
                .run(8_000);
        assertThat(blank.said()).containsExactly("I see.");
    }

    @Test
    void no_filler_is_said_while_the_agent_can_still_be_heard() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "where is my order")
                .answer(
                        "my order",
                        Thinks.says("Let me have a look at that for you right away and do not go away.")
                                .use("c1", "look"))
                .tool("look", 4_500, "{}")
                .run(12_000);
        long said = run.times(Effect.Say.class).get(1);
        TurnTimes times = run.turns().getFirst();
        assertThat(run.said().get(1)).isEqualTo(FILLER);
        assertThat(said).isGreaterThan(times.marks().firstAudio() + 3_000);
    }

    @Test
    void a_late_result_joins_the_record_and_the_next_turn() {
        Run run = looking()
                .tool("look", 9_000, DONE.output())
                .caller(13_000, 14_000, "and now")
                .run(18_000);
        assertThat(run.notes("tool_timeout").getFirst().fields()).containsEntry("call_id", "c1");
        assertThat(run.notes("late_tool_result")).hasSize(1);
        List<Line> dialogue = run.asks().getLast().dialogue();
        Line.ToolUse timedOut = ((Line.Agent) dialogue.get(1)).tools().getFirst();
        assertThat(timedOut.result().status()).isEqualTo(ToolResult.Status.UNKNOWN);
        assertThat(dialogue.get(dialogue.size() - 3))
                .isEqualTo(new Line.Agent(
                        "", List.of(new Line.ToolUse(new ToolCall("c1.late", "look", "{}"), DONE)), false));
        assertThat(dialogue.get(dialogue.size() - 2))
                .isInstanceOfSatisfying(
                        Line.Note.class,
                        note -> assertThat(note.text())
                                .contains("look", "c1", "only now")
                                .doesNotContain("on its way"));
    }

    @ParameterizedTest
    @ValueSource(longs = {2_650, 2_890, 2_910, 3_100, 3_190, 3_210, 3_500, 3_800, 4_200, 5_000})
    void an_interruption_at_any_moment_never_cancels_or_repeats_a_tool(long at) {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "where is my order")
                .at(at, new Event.Transcript("no wait a moment", true))
                .answer("no wait", "Yes?")
                .answer("my order", Thinks.wants("c1", "look"))
                .answer("result of look", "It is on its way.")
                .tool("look", 300, DONE.output())
                .run(9_000);
        long dispatched = run.effects(Effect.RunTool.class).count();
        assertThat(dispatched).isEqualTo(at < 2_900 ? 0 : 1);
        assertThat(run.said()).last().isEqualTo("Yes?");
        List<Line.ToolUse> uses =
                run.agent().stream().flatMap(line -> line.tools().stream()).toList();
        boolean late = at == 2_910 || at == 3_100 || at == 3_190;
        assertThat(uses).hasSize((int) dispatched + (late ? 1 : 0));
        if (late) {
            assertThat(uses.getFirst().result().status()).isEqualTo(ToolResult.Status.PENDING);
            assertThat(uses.getLast().result()).isEqualTo(DONE);
            assertThat(uses.getLast().call().id()).isEqualTo("c1.late");
        }
    }

    @Test
    void tools_wanted_together_run_together_and_are_told_together() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "look at both")
                .answer("both", Thinks.wants("c1", "look").use("c2", "book"))
                .tool("look", 600, "{}")
                .tool("book", 300, "{}")
                .run(6_000);
        assertThat(run.effects(Effect.RunTool.class)).hasSize(2);
        assertThat(run.asks()).hasSize(2);
        assertThat(run.agent().getFirst().tools())
                .extracting(use -> use.call().id())
                .containsExactly("c1", "c2");
    }

    @Test
    void a_call_wanted_twice_in_one_step_runs_once() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "twice")
                .answer("twice", Thinks.wants("c1", "look").use("c1", "look"))
                .tool("look", 300, "{}")
                .run(6_000);
        assertThat(run.effects(Effect.RunTool.class)).hasSize(1);
    }

    @Test
    void an_id_used_again_in_a_later_step_is_another_call() {
        Run run = looking()
                .answer("again", Thinks.wants("c1", "look"))
                .caller(8_000, 9_000, "look again")
                .run(16_000);
        assertThat(run.effects(Effect.RunTool.class))
                .extracting(tool -> tool.call().id())
                .containsExactly("c1", "c1.2.1");
        assertThat(run.said()).containsExactly("It is on its way.", "It is on its way.");
    }

    @Test
    void a_result_posted_twice_counts_once() {
        Run run = looking().at(3_300, new ToolReturned(1, C1, DONE)).run(8_000);
        assertThat(run.asks()).hasSize(2);
        assertThat(run.agent().getFirst().tools()).hasSize(1);
        assertThat(run.notes("late_tool_result")).isEmpty();
    }

    @Test
    void at_the_step_limit_the_model_must_answer_in_words() {
        Run run = new VirtualCall(POLICY.with(Limit.MAX_STEPS, 3))
                .at(0, new Connected())
                .caller(1_000, 2_000, "go")
                .answer("go", Thinks.wants("c1", "look"))
                .answer("result", Thinks.wants("c2", "look"), Thinks.wants("c3", "look"), Thinks.says("That is all."))
                .tool("look", 100, "{}")
                .run(9_000);
        assertThat(run.asks()).extracting(Effect.Ask::mayUseTools).containsExactly(true, true, false, false);
        assertThat(run.effects(Effect.RunTool.class)).hasSize(2);
        assertThat(run.notes("tool_refused")).hasSize(1);
        assertThat(run.said()).containsExactly("That is all.");
    }

    @Test
    void what_is_said_before_a_tool_runs_is_spoken_at_once() {
        Run run = new VirtualCall(POLICY)
                .at(0, new Connected())
                .caller(1_000, 2_000, "go")
                .answer("go", Thinks.says("Let me see").use("c1", "look"))
                .answer("result", "Done.")
                .tool("look", 100, "{}")
                .run(9_000);
        assertThat(run.times(Effect.Say.class).getFirst()).isLessThan(3_000);
        assertThat(run.agent()).extracting(Line.Agent::text).containsExactly("Let me see", "Done.");
    }

    @Test
    void a_typed_command_runs_a_tool_directly_and_its_result_is_put_into_words() {
        Run run = looking().at(5_500, new Typed("/tool look {\"id\": 7}")).run(12_000);
        ToolCall typed = new ToolCall("typed-2", "look", "{\"id\": 7}");
        assertThat(run.effects(Effect.RunTool.class)).contains(new Effect.RunTool(2, typed));
        assertThat(run.times(Effect.RunTool.class)).last().isEqualTo(5_500L);
        assertThat(run.dialogue())
                .contains(
                        new Line.Caller("/tool look {\"id\": 7}"),
                        new Line.Agent("", List.of(new Line.ToolUse(typed, DONE)), false));
        assertThat(run.said()).last().isEqualTo("It is on its way.");
    }

    @Test
    void a_tool_nobody_ran_is_no_news() {
        Run run = looking()
                .at(500, new ToolReturned(0, new ToolCall("x", "y", "{}"), DONE))
                .run(8_000);
        assertThat(run.notes("late_tool_result")).isEmpty();
        assertThat(run.dialogue()).noneMatch(Line.Note.class::isInstance);
    }

    @Test
    void a_result_that_comes_after_the_end_stays_on_the_record() {
        Run run = looking()
                .tool("look", 4_000, "{}")
                .at(3_000, new Event.HungUp(EndReason.CALLER_HANGUP))
                .run(9_000);
        assertThat(run.notes("late_tool_result")).hasSize(1);
        assertThat(run.turns().getFirst().tools().getFirst().toMs()).isEqualTo(TurnTimes.NEVER);
    }
}
