package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request really comes from Twilio, by its {@code X-Twilio-Signature} (Twilio documentation, "Webhooks
 * security"). Works on the raw request and never re-encodes it; the URL must be built from our configured public base
 * URL and the raw request target, never from {@code Host} or {@code X-Forwarded-*}. Thread-safe.
 *
 * <p>The signature carries no time and no nonce: a replayed request is valid. What it triggers must be idempotent.
 */
public final class TwilioSignature {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final SecretKeySpec key;

    /** @param authToken the account's primary auth token (API key secrets do not sign) */
    public TwilioSignature(String authToken) {
        if (authToken.isEmpty()) throw new IllegalArgumentException("Twilio auth token is empty");
        key = new SecretKeySpec(authToken.getBytes(UTF_8), "HmacSHA1");
    }

    /**
     * A GET or a WebSocket upgrade: only the URL is signed ({@code wss://...} for an upgrade, as written in the TwiML).
     *
     * @param signature the header's value; null (header missing) is never valid
     */
    public boolean valid(String url, @Nullable String signature) {
        return signature != null && matches(url, "", signature);
    }

    /**
     * A POST. A form's fields are signed with the URL; any other body is vouched for by the {@code bodySHA256}
     * parameter of the signed URL.
     *
     * @param contentType the header's value, parameters and all
     * @param body the raw bytes as received
     */
    public boolean valid(String url, @Nullable String contentType, byte[] body, @Nullable String signature) {
        if (signature == null) return false;
        if (isForm(contentType)) {
            var fields = FormFields.parse(body);
            return fields.isPresent() && matches(url, fields.get().signedText(), signature);
        }
        return (body.length == 0 || vouchedFor(url, body)) && matches(url, "", signature);
    }

    /** The signature of exactly this text: base64 of HMAC-SHA1. */
    String sign(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA1", e);
        }
    }

    private boolean matches(String url, String fields, String signature) {
        var given = signature.getBytes(UTF_8);
        var match = false;
        for (var variant : SignedUrl.parse(url).map(SignedUrl::variants).orElse(List.of())) {
            match |= MessageDigest.isEqual(sign(variant + fields).getBytes(UTF_8), given);
        }
        return match;
    }

    private static boolean isForm(@Nullable String contentType) {
        if (contentType == null) return false;
        var type = contentType.split(";", 2)[0].strip();
        return type.toLowerCase(Locale.ROOT).equals(FORM);
    }

    private static boolean vouchedFor(String url, byte[] body) {
        var claimed = SignedUrl.queryParameter(url, "bodySHA256");
        if (claimed.isEmpty()) return false;
        try {
            var actual = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            var given = claimed.get().toLowerCase(Locale.ROOT);
            return MessageDigest.isEqual(actual.getBytes(UTF_8), given.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
