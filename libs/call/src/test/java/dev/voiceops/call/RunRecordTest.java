package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRecordTest {
    private static final Policy POLICY = Policy.standard()
            .with(Phrase.GREETING, "Hi \"there\"\n\u00e9\u4f60")
            .with(Limit.BARGE_IN_MS, 300)
            .withTransfer("+15550100")
            .withTools(Map.of("look", new Policy.ToolLimits(500, 2_000, "Just a second.")));

    @Test
    void a_call_is_replayed_to_the_byte() {
        for (long seed = 1; seed <= 40; seed++) {
            List<RunRecord.Step> steps = new ArrayList<>();
            List<String> effects = new ArrayList<>();
            new Storm(seed, POLICY, step -> {
                        steps.add(new RunRecord.Step(step.event(), step.playhead()));
                        effects.add(RunRecord.effects(step.effects()));
                    })
                    .blow(300);
            RunRecord written = new RunRecord(POLICY, steps);
            RunRecord read = RunRecord.read(written.text());
            assertThat(read).isEqualTo(written);
            assertThat(read.replay()).isEqualTo(effects);
        }
    }

    @Test
    void another_policy_shows_where_the_call_goes_another_way() {
        List<RunRecord.Step> steps = new ArrayList<>();
        new Storm(7, POLICY, step -> steps.add(new RunRecord.Step(step.event(), step.playhead()))).blow(300);
        List<String> other = new RunRecord(POLICY.with(Limit.BARGE_IN_MS, 900), steps).replay();
        assertThat(other).isNotEqualTo(new RunRecord(POLICY, steps).replay());
    }

    @Test
    void a_last_line_cut_short_by_a_crash_is_left_out() {
        RunRecord.Step connected = new RunRecord.Step(new Event.Connected(), new Playhead(0, 0, 0));
        String text = new RunRecord(POLICY, List.of(connected, connected)).text();
        assertThat(RunRecord.read(text.substring(0, text.length() - 5)).steps()).containsExactly(connected);
    }

    @Test
    void what_is_no_record_is_refused_with_the_place() {
        assertThatThrownBy(() -> RunRecord.read("hello")).hasMessageContaining("no line is complete");
        assertThatThrownBy(() -> RunRecord.read("{\"type\":\"Policy\"}\n"))
                .hasMessageContaining("Policy without limits");
        assertThatThrownBy(() -> RecordText.read("{\"type\":\"Nonsense\"}", Event.class))
                .hasMessageContaining("no Event of type Nonsense");
        assertThatThrownBy(() -> RecordText.read("{\"type\":\"Alarm\",\"timer\":\"NEVER\"}", Event.class))
                .hasMessageContaining("no Timer NEVER");
        assertThatThrownBy(() -> RecordText.read("{\"type\":\"Typed\",\"text\":\"a", Event.class))
                .hasMessageContaining("ends too early at character 25");
        assertThatThrownBy(() -> RecordText.read("{} x", Event.class))
                .hasMessageContaining("nothing more expected at character 3");
        assertThatThrownBy(() -> Json.read("[1 2]")).hasMessageContaining("',' expected");
        assertThatThrownBy(() -> Json.read("nil")).hasMessageContaining("null expected");
        assertThatThrownBy(() -> Json.read("tru")).hasMessageContaining("true expected");
        assertThatThrownBy(() -> Json.read("\"\\x\"")).hasMessageContaining("an escape expected");
    }
}
