package dev.voiceops.control.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Our cookies. Their names begin with {@code __Host-}, so that browsers take them only with Secure, Path=/ and no Domain (RFC 6265bis,
 * 4.1.3.2): no other host, and no page over plain HTTP, can plant one. On {@code http://localhost} and {@code http://127.0.0.1}
 * Chromium and Firefox take them all the same; Safari does not, and needs https. Stateless.
 */
final class Cookies {
    /** The session's secret. */
    static final String SESSION = "__Host-voiceops";
    /** Proves that somebody signed in from this browser before. */
    static final String DEVICE = "__Host-voiceops-device";

    private Cookies() {}

    /** The value; empty if there is none or more than one: a browser of ours never sends two. */
    static Optional<String> read(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        List<Cookie> named = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst().getValue()) : Optional.empty();
    }

    /** Hands it to the browser for so long. Lax: a link to the console from elsewhere must find the person signed in. */
    static void write(HttpServletResponse response, String name, String value, Duration longest) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .httpOnly(true)
                        .secure(true)
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(longest)
                        .build()
                        .toString());
    }

    /** Takes it away. */
    static void clear(HttpServletResponse response, String name) {
        write(response, name, "", Duration.ZERO);
    }
}
