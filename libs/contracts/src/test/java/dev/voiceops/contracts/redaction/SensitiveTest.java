package dev.voiceops.contracts.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SensitiveTest {
    private static final String WORDS = "my card is 4111 1111 1111 1111";
    private static final Sensitive<String> HIDDEN = Sensitive.of(WORDS);

    private record Said(int turn, Sensitive<String> words) {}

    @Test
    void nothing_that_prints_it_prints_the_value() {
        List<String> printed = List.of(
                HIDDEN.toString(),
                "heard " + HIDDEN,
                "%s|%10s|%S".formatted(HIDDEN, HIDDEN, HIDDEN),
                String.valueOf(List.of(HIDDEN)),
                String.valueOf(Map.of("words", HIDDEN)),
                Optional.of(HIDDEN).toString(),
                new Said(1, HIDDEN).toString(),
                new IllegalStateException("cannot place " + HIDDEN).toString(),
                Json.write(new Said(1, HIDDEN)),
                Json.write(Map.of("words", HIDDEN)));
        assertThat(printed).noneMatch(text -> text.contains("4111") || text.contains("CARD") || text.contains("card"));
        assertThat(Json.write(new Said(1, HIDDEN))).isEqualTo("{\"turn\":1,\"words\":{}}");
    }

    @Test
    void whoever_asks_gets_the_value_and_equals_goes_by_it() {
        assertThat(HIDDEN.reveal()).isEqualTo(WORDS);
        assertThat(HIDDEN).isEqualTo(Sensitive.of(WORDS)).hasSameHashCodeAs(Sensitive.of(WORDS));
        assertThat(HIDDEN).isNotEqualTo(Sensitive.of("else")).isNotEqualTo(WORDS);
    }
}
