package dev.voiceops.vendors.rime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PiecesTest {
    @Property(tries = 500)
    void pieces_are_short_and_together_the_text(@ForAll @StringLength(max = 3000) String text) {
        var pieces = Pieces.of(text);
        assertThat(pieces).allSatisfy(piece -> {
            assertThat(piece.length()).isBetween(1, Pieces.MAX);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(piece)).isTrue();
        });
        assertThat(signs(String.join("", pieces))).isEqualTo(signs(text));
    }

    @Test
    void cuts_after_a_sentence_else_at_a_space_else_anywhere() {
        var sentence = "a".repeat(600) + ". " + "b".repeat(300) + " " + "c".repeat(300);
        assertThat(Pieces.of(sentence).getFirst()).hasSize(601).endsWith("a.");
        var words = "a".repeat(600) + " " + "b".repeat(600);
        assertThat(Pieces.of(words)).containsExactly("a".repeat(600), "b".repeat(600));
        assertThat(Pieces.of("x".repeat(2500))).hasSize(3);
        assertThat(Pieces.of("y".repeat(999) + "𝄞" + "z".repeat(999)))
                .allMatch(piece -> !piece.isEmpty())
                .hasSize(3);
        assertThat(Pieces.of(" \n\t ")).isEmpty();
    }

    @Test
    void times_that_fall_back_within_a_flush_go_on_where_the_last_ended() {
        var json = JsonMapper.builder().build();
        var clock = new WordClock();
        var first = clock.read(json.readTree("{\"words\":[\"a\"],\"start\":[0.1],\"end\":[1.0]}"));
        var second = clock.read(json.readTree("{\"words\":[\"b\"],\"start\":[0.0],\"end\":[0.5]}"));
        assertThat(first.getFirst().endSample()).isEqualTo(8_000);
        assertThat(second.getFirst().startSample()).isEqualTo(8_000);
        assertThat(second.getFirst().endSample()).isEqualTo(12_000);
        clock.synthesisBegins(20_000);
        var third = clock.read(json.readTree("{\"words\":[\"c\",\"d\"],\"start\":[0.0],\"end\":[0.5,1]}"));
        assertThat(third).hasSize(1);
        assertThat(third.getFirst().startSample()).isEqualTo(20_000);
        assertThat(clock.read(json.readTree("{}"))).isEmpty();
    }

    /** How many characters other than spaces; half ones are replaced by whole ones, so their number stays. */
    private static long signs(String text) {
        return text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
    }
}
