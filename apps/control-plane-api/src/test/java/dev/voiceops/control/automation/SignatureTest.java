package dev.voiceops.control.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Secret KEY = Secret.of("signing-key");
    private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);

    /** {@code printf '1800000000.k1.{"a":1}' | openssl dgst -sha256 -hmac signing-key} */
    @Test
    void it_is_the_hmac_of_timestamp_key_and_body() {
        var headers = Signature.headers(KEY, AT, "k1", "{\"a\":1}");
        assertThat(headers).containsEntry("X-Voiceops-Timestamp", "1800000000");
        assertThat(headers)
                .containsEntry(
                        "X-Voiceops-Signature", "v1=a4858f43a3d9b729171c2705ce6ef06154c5b646cc3c4a446453582012e10e40");
    }

    @Test
    void it_changes_with_each_part_and_never_shows_the_key() {
        String one = signature(KEY, AT, "k1", "{}");
        assertThat(signature(KEY, AT, "k1", "{} ")).isNotEqualTo(one);
        assertThat(signature(KEY, AT, "k2", "{}")).isNotEqualTo(one);
        assertThat(signature(KEY, AT.plusSeconds(1), "k1", "{}")).isNotEqualTo(one);
        assertThat(signature(Secret.of("another"), AT, "k1", "{}")).isNotEqualTo(one);
        assertThat(one).doesNotContain("signing-key");
    }

    private static String signature(Secret key, Instant at, String idempotencyKey, String body) {
        return String.valueOf(Signature.headers(key, at, idempotencyKey, body).get(Signature.HEADER));
    }
}
