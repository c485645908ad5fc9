package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.control.egress.EgressAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagesTest {
    private static EgressAnswer.Answered answered(Map<String, String> headers) {
        return new EgressAnswer.Answered(200, headers, "{}", new EgressAnswer.Timings(5, 70, 30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n8n;dur=40|40|60",
                "cdn;dur=3, n8n;desc=flow;dur=40.6|41|59",
                "n8n;dur=4000|100|0",
                "n8n2;dur=40|-1|100",
                "n8n;dur=x|-1|100",
                "''|-1|100"
            })
    void what_the_workflow_tells_of_itself_is_taken_out_of_the_network(String told, long workflow, long network) {
        Stages stages = new Stages();
        stages.exchanged(answered(Map.of("server-timing", told)));
        assertThat(stages.all()).containsEntry("connect_ms", 5L).containsEntry("network_ms", network);
        if (workflow < 0) assertThat(stages.all()).doesNotContainKey("n8n_ms");
        else assertThat(stages.all()).containsEntry("n8n_ms", workflow);
        assertThat(stages.total()).isEqualTo(105);
    }

    @Test
    void exchanges_of_several_attempts_add_up() {
        Stages stages = new Stages();
        stages.exchanged(answered(Map.of("server-timing", "n8n;dur=40")));
        stages.exchanged(new EgressAnswer.Lost("timeout", new EgressAnswer.Timings(1, 200, 0)));
        assertThat(stages.all()).containsEntry("network_ms", 260L).containsEntry("n8n_ms", 40L);
    }
}
