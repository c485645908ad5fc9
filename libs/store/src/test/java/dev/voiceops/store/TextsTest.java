package dev.voiceops.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void ordinary_text_stays_as_it_is() {
        for (String text : new String[] {"", "Grüß Gott", "\uD83D\uDE00", "a\\b", "\n\t"}) {
            assertThat(Texts.storable(text)).isEqualTo(text);
        }
    }

    @Test
    void what_postgres_does_not_take_is_replaced() {
        assertThat(Texts.storable("a\0b\uD83Dc\uDE00")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void escapes_in_json_are_replaced_unless_they_are_a_pair_or_no_escapes() {
        assertThat(Texts.storableJson("{\"a\": \"\\u0000\"}")).isEqualTo("{\"a\": \"\uFFFD\"}");
        assertThat(Texts.storableJson("\"\\ud83d\\ude00\"")).isEqualTo("\"\\ud83d\\ude00\"");
        assertThat(Texts.storableJson("\"\\ud83d!\"")).isEqualTo("\"\uFFFD!\"");
        assertThat(Texts.storableJson("\"\\uDE00\\u0041\"")).isEqualTo("\"\uFFFD\\u0041\"");
        assertThat(Texts.storableJson("\"\\\\u0000\"")).isEqualTo("\"\\\\u0000\"");
        assertThat(Texts.storableJson("\"\\\\\\u0000\"")).isEqualTo("\"\\\\\uFFFD\"");
    }

    @Property(tries = 2000)
    void whatever_string_is_written_as_json_postgres_would_take(@ForAll List<@From("pieces") String> pieces) {
        String json = "\"" + String.join("", pieces) + "\"";
        String storable = Texts.storableJson(json);
        assertThat(storable).doesNotContain("\0");
        String read = TurnRow.JSON.readValue(storable, String.class);
        assertThat(read).doesNotContain("\0");
        assertThat(Texts.storable(read)).isEqualTo(read);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                "a", "\\\\", "\\u0000", "\\ud83d", "\\ude00", "\\uD800", "\\u0041", "\\n", "\uD83D", "\uDE00");
    }
}
