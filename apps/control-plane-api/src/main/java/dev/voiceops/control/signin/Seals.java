package dev.voiceops.control.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Random texts, and texts that a browser keeps for us and cannot change. Safe for all threads. */
final class Seals {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<byte[]> keys;

    /** @param purpose a text sealed for another purpose does not open */
    Seals(SigningKeys keys, String purpose) {
        this.keys = keys.all().stream().map(key -> mac(key.bytes(), purpose)).toList();
    }

    /** 256 random bits in base64url, 43 characters. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    /** The text with its seal; the text has no full stop. */
    String seal(String text) {
        return text + "." + sign(text);
    }

    /** The text, if one of our keys sealed it. */
    Optional<String> open(String sealed) {
        int end = sealed.lastIndexOf('.');
        if (end < 0) return Optional.empty();
        String text = sealed.substring(0, end);
        byte[] shown = sealed.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        for (byte[] key : keys) {
            if (MessageDigest.isEqual(base64(mac(key, text)).getBytes(StandardCharsets.UTF_8), shown)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /** A text that only we can make of this one, 43 characters. */
    String sign(String text) {
        return base64(mac(keys.getFirst(), text));
    }

    /** HMAC-SHA-256 of the text. */
    static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
