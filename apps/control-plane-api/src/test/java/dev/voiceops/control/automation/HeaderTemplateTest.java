package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTemplateTest {
    @Test
    void words_in_braces_are_replaced_and_nothing_else_is() {
        assertThat(HeaderTemplate.fill(
                        "{\"X-Key\":\"Token {secret}\",\"X-Call\":\"{call_id}/{tool}\",\"X-Plain\":\"a\"}",
                        Map.of("secret", "s$1\\", "call_id", "c", "tool", "t")))
                .containsOnly(Map.entry("X-Key", "Token s$1\\"), Map.entry("X-Call", "c/t"), Map.entry("X-Plain", "a"));
    }

    /** A secret that looks like a word in braces stays what it is. */
    @Test
    void what_is_filled_in_is_not_filled_in_again() {
        assertThat(HeaderTemplate.fill("{\"X\":\"{secret}\"}", Map.of("secret", "{call_id}", "call_id", "c")))
                .containsEntry("X", "{call_id}");
    }

    @Test
    void a_good_template_has_no_faults() {
        assertThat(HeaderTemplate.faults(Json.tree("{\"X-N8N-API-KEY\":\"{secret}\",\"X-Trace\":\"{trace_id}\"}")))
                .isEmpty();
        assertThat(HeaderTemplate.faults(Json.tree("{}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|/: must be an object of header names and texts",
                "{\"a b\":\"x\"}|/?: is not a header name",
                "{\"Host\":\"evil.example\"}|/Host: is set by the gateway",
                "{\"idempotency-key\":\"x\"}|/idempotency-key: is set by the gateway",
                "{\"X-Voiceops-Signature\":\"x\"}|/X-Voiceops-Signature: is set by the gateway",
                "{\"X\":\"a\\r\\nY: b\"}|/X: must be a text of printable ASCII",
                "{\"X\":7}|/X: must be a text of printable ASCII",
                "{\"X\":\"{password}\"}|/X: does not know one of its words in braces"
            })
    void faults_are_named_with_their_place(String template, String fault) {
        assertThat(HeaderTemplate.faults(Json.tree(template))).isEqualTo(List.of(fault));
    }
}
