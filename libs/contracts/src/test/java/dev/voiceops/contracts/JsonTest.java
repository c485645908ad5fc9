package dev.voiceops.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    @Test
    void a_record_survives_the_wire_in_snake_case() {
        var renewed = new RenewResponse(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(Json.write(renewed)).isEqualTo("{\"lease_until\":\"2026-01-02T03:04:05.678Z\"}");
        assertThat(Json.read(Json.bytes(renewed), RenewResponse.class)).isEqualTo(renewed);
    }

    @Test
    void an_absent_value_is_left_out_and_read_back_as_absent() {
        var launch = new LaunchRequest(ID, ID, ID, "room", Instant.EPOCH, "trace", null);
        assertThat(Json.write(launch)).doesNotContain("hint");
        assertThat(Json.read(Json.write(launch), LaunchRequest.class)).isEqualTo(launch);
    }

    @Test
    void an_unknown_field_is_refused_by_name() {
        refused("{\"connector_id\":\"a\",\"fencing_token\":1,\"extra\":2}", "extra: unknown field");
    }

    @Test
    void a_missing_field_is_refused_by_name() {
        refused("{\"fencing_token\":1}", "connector_id: is missing");
        refused("{\"connector_id\":\"a\"}", "fencing_token");
    }

    @Test
    void a_repeated_field_a_coerced_type_and_trailing_text_are_refused() {
        refused("{\"connector_id\":\"a\",\"connector_id\":\"b\",\"fencing_token\":1}", "");
        refused("{\"connector_id\":\"a\",\"fencing_token\":\"1\"}", "fencing_token: missing or of the wrong type");
        refused("{\"connector_id\":7,\"fencing_token\":1}", "connector_id: missing or of the wrong type");
        refused("{\"connector_id\":\"a\",\"fencing_token\":1.5}", "fencing_token");
        refused("{\"connector_id\":\"a\",\"fencing_token\":1} x", "");
        refused("", "");
        refused("null", "the JSON document is empty");
        refused("{\"connector_id\":", "line 1");
    }

    @Test
    void a_fault_never_repeats_the_value() {
        assertThatThrownBy(() -> Json.read("{\"token\":{\"s3cret\":1},\"call_sid\":\"CA\"}", MediaTokenRequest.class))
                .isInstanceOf(ContractViolation.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void words_and_secrets_do_not_show_when_a_record_is_printed() {
        assertThat(new UserTurn("my card is 4111").toString()).doesNotContain("4111");
        assertThat(new MediaTokenRequest("s3cret", "CA1").toString()).doesNotContain("s3cret");
        assertThat(new ToolExecute(ID, Json.tree("{\"card\":4111}"), "t", "c").toString())
                .doesNotContain("4111");
    }

    private static void refused(String json, String part) {
        assertThatThrownBy(() -> Json.read(json, RenewRequest.class))
                .isInstanceOf(ContractViolation.class)
                .hasMessageContaining(part);
    }
}
