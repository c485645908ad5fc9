package dev.voiceops.debug;

import dev.voiceops.store.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * Who may see the pages: a browser that once brought the token of the printed URL. It then holds a cookie that is derived
 * from the token, so that the token itself does not stay in the browser. Any thread.
 */
final class PageSession {
    static final String COOKIE = "voiceops_debug";

    private final Secret token;
    private final Secret cookie;

    PageSession(Secret token) {
        this.token = token;
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.cookie = Secret.of(derive(key, token));
    }

    boolean isToken(@Nullable String shown) {
        return shown != null && token.equals(Secret.of(shown));
    }

    boolean knows(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies != null
                && Arrays.stream(cookies)
                        .anyMatch(c -> c.getName().equals(COOKIE) && cookie.equals(Secret.of(c.getValue())));
    }

    /** The Set-Cookie value for a browser that brought the token. */
    String setCookie() {
        return ResponseCookie.from(COOKIE, cookie.reveal())
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .build()
                .toString();
    }

    private static String derive(byte[] key, Secret token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
