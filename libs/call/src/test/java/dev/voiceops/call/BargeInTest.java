package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BargeInTest {
    private static final String COUNT = "One two three four five six seven eight nine ten eleven twelve.";
    private static final Policy NO_GREETING = Policy.standard().with(Phrase.GREETING, "");

    private static VirtualCall counting() {
        return new VirtualCall(NO_GREETING)
                .at(0, new Event.Connected())
                .caller(1_000, 2_000, "please count")
                .answer("please count", COUNT);
    }

    @Test
    void an_interruption_keeps_only_what_was_heard() {
        Run run = counting()
                .caller(4_500, 5_500, "stop it please")
                .answer("stop it", "Very well.")
                .run(12_000);
        assertThat(run.dialogue().get(1)).isInstanceOfSatisfying(Line.Agent.class, line -> {
            assertThat(line.interrupted()).isTrue();
            assertThat(COUNT).startsWith(line.text());
            assertThat(line.text()).contains("One two three").doesNotContain("twelve");
        });
        assertThat(run.spoken().getFirst().generated()).isEqualTo(COUNT);
        assertThat(run.said()).containsExactly(COUNT, "Very well.");
    }
}
