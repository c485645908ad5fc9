package dev.voiceops.control.automation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.store.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to an integration that a request is ours, now, and whole: {@code v1=} and the HMAC-SHA256, in lower-case hex, of {@code
 * <timestamp>.<idempotency key>.<body>} under the integration's signing key (its text as UTF-8). For GET and DELETE the body is the
 * query as sent. {@code docs/automation-gateway.md} tells how a workflow checks it. Pure.
 */
final class Signature {
    static final String TIMESTAMP = "X-Voiceops-Timestamp";
    static final String HEADER = "X-Voiceops-Signature";

    private Signature() {}

    /** The two headers; the timestamp is in Unix seconds. */
    static Map<String, String> headers(Secret key, Instant now, String idempotencyKey, String body) {
        String timestamp = Long.toString(now.getEpochSecond());
        return Map.of(TIMESTAMP, timestamp, HEADER, "v1=" + hmac(key, timestamp + "." + idempotencyKey + "." + body));
    }

    private static String hmac(Secret key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
