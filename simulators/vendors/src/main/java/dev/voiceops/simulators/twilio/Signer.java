package dev.voiceops.simulators.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Twilio does: base64 of HMAC-SHA1 over the URL and, for a form, its fields sorted by name. Written apart from
 * the validator of the product, so that neither can hide the other's mistake. Any thread.
 */
final class Signer {
    private final SecretKeySpec key;

    Signer(String authToken) {
        this.key = new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1");
    }

    /** Over {@code https} the port is not signed; a fragment never is. */
    String sign(String url, Map<String, String> form) {
        var text = new StringBuilder(withoutFragment(url).replaceFirst("^(https://[^/:]+):\\d+", "$1"));
        new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HmacSHA1", missing);
        }
    }

    static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }
}
