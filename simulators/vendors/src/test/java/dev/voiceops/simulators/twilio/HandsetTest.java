package dev.voiceops.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.simulators.scenario.Scenarios;
import dev.voiceops.simulators.voice.SpokenLines;
import dev.voiceops.simulators.voice.ToneVoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A caller's part in virtual time: frame n is at n * 20 ms. */
class HandsetTest {
    private final List<String> line = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();
    private long frame;

    @Test
    void the_caller_waits_for_silence_before_he_speaks_and_measures_the_gap_at_his_ear() {
        var handset = handset("""
                name: polite
                steps:
                  - when: {agent_silent_ms: 500}
                    say: "hello there"
                """);
        handset.media(0, sound(1_000));
        run(handset, 2_500);
        var says = only(Progress.CALLER_SAYS);
        assertThat(says.atMs()).isEqualTo(1_500);
        assertThat(says.fields()).containsEntry("barge_in", false);

        var said = only(Progress.CALLER_SAID);
        assertThat(said.atMs()).isBetween(1_500 + 10 * 65L, 1_500 + 11 * 65L);

        long arrives = said.atMs() + 730;
        run(handset, arrives);
        handset.media(arrives * 8, sound(400));
        run(handset, arrives + 1_000);
        assertThat(last(Progress.AGENT_STARTED).number("gap_ms", -1)).isEqualTo(730);
    }

    @Test
    void a_barge_in_begins_in_the_middle_of_the_agents_words_and_the_clear_is_timed() {
        var handset = handset("""
                name: rude
                steps:
                  - when: {into_agent_ms: 1200}
                    say: "stop please"
                """);
        handset.media(0, sound(5_000));
        handset.mark(0, "end");
        run(handset, 1_500);
        assertThat(only(Progress.CALLER_SAYS).atMs()).isEqualTo(1_200);
        assertThat(only(Progress.CALLER_SAYS).fields()).containsEntry("barge_in", true);

        handset.clear(1_500 * 8);

        assertThat(line).containsExactly("mark end");
        assertThat(only(Progress.CLEARED).fields())
                .containsEntry("step", 1)
                .containsEntry("after_ms", 300L)
                .containsEntry("dropped_ms", 3_500L);
        assertThat(only(Progress.AGENT_STOPPED).fields())
                .containsEntry("heard_ms", 1_500L)
                .containsEntry("cleared", true);
    }

    @Test
    void the_next_step_after_a_barge_in_waits_for_a_new_answer_and_not_for_the_rest_of_the_old_one() {
        var handset = handset("""
                name: rude
                steps:
                  - when: {into_agent_ms: 500}
                    say: "stop"
                  - when: {agent_silent_ms: 600}
                    say: "thank you"
                """);
        handset.media(0, sound(3_000));
        run(handset, 700);
        handset.clear(700 * 8);
        run(handset, 5_000);
        assertThat(all(Progress.CALLER_SAYS)).hasSize(1);

        handset.media(5_000 * 8, sound(800));
        run(handset, 8_000);
        assertThat(last(Progress.CALLER_SAYS).atMs()).isEqualTo(6_400);
    }

    @Test
    void a_caller_who_is_never_answered_loses_patience_and_hangs_up() {
        var handset = handset("""
                name: alone
                steps:
                  - when: {agent_silent_ms: 500}
                    patience_ms: 3000
                    say: "hello"
                """);
        run(handset, 3_000);
        assertThat(line).isEmpty();
        run(handset, 3_040);
        assertThat(line).contains("hang up patience");
    }

    @Test
    void keys_are_pressed_one_after_the_other_and_then_the_script_goes_on() {
        var handset = handset("""
                name: keys
                steps:
                  - when: {after_ms: 100}
                    keys: "12#"
                  - when: {after_ms: 100}
                    hang_up: true
                """);
        run(handset, 2_000);
        assertThat(line).startsWith("key 1", "key 2", "key #", "hang up scenario");
    }

    private Handset handset(String yaml) {
        var script = new CallerScript(Scenarios.parse(yaml));
        return new Handset(script, new SpokenLines(new ToneVoice()), null, AgentWords.UNKNOWN, new Handset.Line() {
            @Override
            public void mark(String name) {
                line.add("mark " + name);
            }

            @Override
            public void key(char digit) {
                line.add("key " + digit);
            }

            @Override
            public void hangUp(String reason) {
                line.add("hang up " + reason);
            }

            @Override
            public void report(long atMs, String event, Object... namesAndValues) {
                progress.add(Progress.of(atMs, event, namesAndValues));
            }
        });
    }

    private void run(Handset handset, long untilMs) {
        while (frame * 20 <= untilMs) {
            handset.frame(frame++);
        }
    }

    private static byte[] sound(int ms) {
        var loud = new byte[ms * 8];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (byte) (i % 2 == 0 ? 0x90 : 0x10);
        }
        return Arrays.copyOf(loud, loud.length);
    }

    private List<Progress> all(String event) {
        return progress.stream().filter(one -> one.event().equals(event)).toList();
    }

    private Progress only(String event) {
        assertThat(all(event)).hasSize(1);
        return all(event).getFirst();
    }

    private Progress last(String event) {
        return all(event).getLast();
    }
}
