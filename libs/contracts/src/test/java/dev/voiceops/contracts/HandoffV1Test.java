package dev.voiceops.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class HandoffV1Test {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final HandoffV1 GOOD = new HandoffV1(
            1,
            "0af7651916cd43dd8448eb211c80319c",
            "twilio",
            ID,
            ID,
            ID,
            "CA1",
            "call-1",
            "anonymous",
            "+15550001",
            null);

    @Test
    void a_good_payload_survives_the_wire() {
        assertThat(Json.read(Json.write(GOOD), HandoffV1.class)).isEqualTo(GOOD);
    }

    @Test
    void another_version_is_refused() {
        broken("\"version\":1", "\"version\":2", "version: must be 1");
    }

    @Test
    void each_missing_or_malformed_field_is_named() {
        broken("\"room\":\"call-1\",", "", "room: is missing");
        broken("\"from\":\"anonymous\"", "\"from\":\" \"", "from: must not be blank");
        broken("0af7651916cd43dd8448eb211c80319c", "0AF7", "trace_id: must be 32 lower-case hex digits");
        broken("\"tenant_id\":\"" + ID + "\"", "\"tenant_id\":\"x\"", "tenant_id");
        broken("{", "{\"surprise\":true,", "surprise: unknown field");
    }

    private static void broken(String part, String by, String complaint) {
        String json = Json.write(GOOD);
        assertThat(json).contains(part);
        assertThatThrownBy(() -> Json.read(json.replace(part, by), HandoffV1.class))
                .isInstanceOf(ContractViolation.class)
                .hasMessageContaining(complaint);
    }
}
