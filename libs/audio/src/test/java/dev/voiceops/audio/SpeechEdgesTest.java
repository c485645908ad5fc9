package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpeechEdgesTest {
    private final List<VoiceEdge> edges = new ArrayList<>();

    @Test
    void speech_starts_at_a_half_and_stays_above_a_third() {
        feed(0.49f, 0.5f, 0.36f, 0.36f, 0.36f, 0.36f, 0.36f, 0.36f, 0.36f);
        assertThat(edges).containsExactly(new VoiceEdge.SpeechStarted(256, 512, 0.5f));
    }

    @Test
    void a_pause_of_160_ms_ends_it_where_the_voice_ended() {
        feed(0.9f, 0.9f, 0.1f, 0.1f, 0.1f, 0.1f, 0.2f);
        assertThat(edges)
                .containsExactly(
                        new VoiceEdge.SpeechStarted(0, 256, 0.9f), new VoiceEdge.SpeechStopped(512, 7 * 256, 0.2f));
        assertThat(((VoiceEdge.SpeechStopped) edges.getLast()).silentMillis()).isEqualTo(160);
    }

    @Test
    void a_shorter_pause_does_not() {
        feed(0.9f, 0.1f, 0.1f, 0.1f, 0.1f, 0.4f, 0.1f, 0.1f, 0.1f, 0.1f);
        assertThat(edges).containsExactly(new VoiceEdge.SpeechStarted(0, 256, 0.9f));
    }

    @Property
    void edges_alternate_and_never_go_back(@ForAll @Size(max = 300) List<@FloatRange(max = 1) Float> probabilities) {
        edges.clear();
        var detector = new SpeechEdges(edges::add);
        for (int i = 0; i < probabilities.size(); i++) detector.window(i * 256L, i * 256L + 256, probabilities.get(i));
        for (int i = 0; i < edges.size(); i++) {
            assertThat(edges.get(i) instanceof VoiceEdge.SpeechStarted).isEqualTo(i % 2 == 0);
            if (i > 0)
                assertThat(edges.get(i).sample()).isGreaterThan(edges.get(i - 1).sample());
        }
    }

    private void feed(float... probabilities) {
        var detector = new SpeechEdges(edges::add);
        for (int i = 0; i < probabilities.length; i++) detector.window(i * 256L, i * 256L + 256, probabilities[i]);
    }
}
