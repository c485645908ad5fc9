package dev.voiceops.connector.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.ToolResult;
import dev.voiceops.call.ToolResult.Status;
import dev.voiceops.contracts.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tools send is made fit for a model. */
class ToolTextTest {
    private static String clean(Status status, String output) {
        return ToolText.clean(new ToolResult(status, output)).output();
    }

    @Test
    void an_ordinary_answer_stays_as_it_is() {
        String answer = "{\"id\":7,\"name\":\"Łukasz 👋 Žižek\",\"lines\":[\"a\\nb\",null,true,1.50]}";
        assertThat(clean(Status.SUCCEEDED, answer)).isEqualTo(answer);
    }

    @Test
    void what_cannot_be_seen_is_taken_out_of_names_and_values() {
        String hidden = "a\\u0000\\u001b[2J\\u202eb\\u200b\\u2066c\\udb40\\udc41\\u0085\\ufeff\\u2028d";
        String cleaned = clean(Status.SUCCEEDED, "{\"%s\":[\"%s\"]}".formatted(hidden, hidden));
        assertThat(Json.tree(cleaned)).isEqualTo(Json.tree("{\"a[2Jbcd\":[\"a[2Jbcd\"]}"));
        assertThat(clean(Status.FAILED, "it" + (char) 7 + " " + (char) 0x202e + "failed"))
                .isEqualTo("it failed");
    }

    @Test
    void what_is_too_long_is_cut_and_says_so() {
        String cut = clean(Status.SUCCEEDED, "[" + "\"0123456789\",".repeat(5_000) + "1]");
        assertThat(cut).hasSizeLessThan(2 * ToolText.MOST);
        assertThat(Json.tree(cut).path("beginning").asString()).hasSize(ToolText.MOST + 1);
        assertThat(Json.tree(cut).path("left_out").asString()).contains("65003 characters");
    }

    @ParameterizedTest
    @EnumSource(names = "SUCCEEDED", mode = EnumSource.Mode.EXCLUDE)
    void a_sentence_about_a_failure_is_no_novel(Status status) {
        assertThat(clean(status, "x".repeat(100_000))).hasSize(ToolText.MOST_OF_A_SENTENCE + 1);
    }

    @Test
    void no_character_is_cut_in_two() {
        assertThat(clean(Status.FAILED, "👋".repeat(1_000))).isEqualTo("👋".repeat(250) + "…");
        assertThat(clean(Status.FAILED, "x" + "👋".repeat(1_000))).isEqualTo("x" + "👋".repeat(249) + "…");
    }
}
