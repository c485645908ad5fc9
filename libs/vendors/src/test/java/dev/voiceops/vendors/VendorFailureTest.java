package dev.voiceops.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.vendors.VendorFailure.Kind;
import org.junit.jupiter.api.Test;

class VendorFailureTest {
    @Test
    void codes_and_ids_are_cut_down_to_tokens() {
        var failure = new VendorFailure(
                Vendor.RIME, Kind.PROTOCOL, "she said: call +1 555 " + "x".repeat(100), "ours", "id 1\n2");
        assertThat(failure.code()).hasSize(64).startsWith("she_said__call__1_555_x");
        assertThat(failure.requestId()).isEqualTo("id_1_2");
        assertThat(new VendorException(failure))
                .hasMessageStartingWith("RIME PROTOCOL she_said")
                .hasMessageEndingWith(": ours");
    }
}
