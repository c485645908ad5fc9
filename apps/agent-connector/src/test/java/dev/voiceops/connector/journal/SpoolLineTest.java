package dev.voiceops.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Stage;
import dev.voiceops.call.TurnTimes;
import dev.voiceops.call.Utterance;
import dev.voiceops.connector.journal.JournalEntry.Body;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpoolLineTest {
    static List<Body> bodies() {
        var marks = new TurnTimes.Marks(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        return List.of(
                new Body.Happened("runtime.voice_barge_in_detected", Map.of("turn", "3")),
                new Body.Said(new Utterance(
                        3,
                        Utterance.Speaker.AGENT,
                        "Grüße — “hello”\nyou",
                        "Grüße",
                        Utterance.HeardBy.WORDS,
                        true,
                        100,
                        900)),
                new Body.TurnDone(new TurnTimes(
                        3,
                        marks,
                        List.of(new TurnTimes.Span(Stage.MODEL, 4, 5)),
                        List.of(new TurnTimes.ToolSpan("c1", "order-status", 5, TurnTimes.NEVER)),
                        true,
                        false)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void every_kind_of_entry_survives_the_file(Body body) {
        JournalEntry entry = new JournalEntry(
                new CallRef(UUID.randomUUID(), UUID.randomUUID(), 4), 12, Instant.ofEpochMilli(1_234_567), 900, body);
        String line = SpoolLine.write(entry);
        assertThat(line).doesNotContain("\n");
        assertThat(SpoolLine.read(line)).contains(entry);
        assertThat(SpoolLine.read(line.substring(0, line.length() - 1))).isEmpty();
        assertThat(SpoolLine.read("")).isEmpty();
    }
}
