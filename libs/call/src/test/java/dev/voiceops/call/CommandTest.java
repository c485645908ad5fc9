package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    @Test
    void a_command_names_a_tool_and_its_arguments() {
        assertThat(Command.parse(" /tool order-status {\"id\": {\"a\": 1},\n \"b\": 2} "))
                .contains(new Command("order-status", "{\"id\": {\"a\": 1},\n \"b\": 2}"));
        assertThat(Command.parse("/tool customer_lookup")).contains(new Command("customer_lookup", "{}"));
        assertThat(Command.parse("/tool look{}")).contains(new Command("look", "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tool look {}",
                "/tools look",
                "/tool",
                "/tool look now",
                "please /tool look",
                "/tool look [1]"
            })
    void ordinary_words_are_no_command(String text) {
        assertThat(Command.parse(text)).isEmpty();
    }
}
