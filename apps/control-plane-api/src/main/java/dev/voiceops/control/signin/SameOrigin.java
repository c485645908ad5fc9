package dev.voiceops.control.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser's request comes from a page of ours, as the browser itself says: by {@code Sec-Fetch-Site} (W3C Fetch Metadata)
 * and {@code Origin}, which no page can forge. A page of ours is one at the request's own host, or at the public URL when a proxy
 * rewrites the host. Immutable.
 */
final class SameOrigin {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final @Nullable String publicOrigin;

    SameOrigin(@Nullable URI publicUrl) {
        this.publicOrigin = publicUrl == null ? null : origin(publicUrl);
    }

    static boolean isSafe(HttpServletRequest request) {
        return SAFE.contains(request.getMethod());
    }

    /** A request that changes something: the browser must say that it comes from our page. */
    boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (site == null && origin == null) return false;
        return (site == null || site.equals("same-origin")) && (origin == null || isOurs(origin, request));
    }

    /** A request that only reads: not from a script of another page; following a link to us is fine. */
    static boolean mayRead(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null
                || site.equals("same-origin")
                || site.equals("none")
                || "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    /** Whether a browser says that it comes from elsewhere; programs say nothing. */
    boolean isForeign(HttpServletRequest request) {
        boolean browser = request.getHeader("Sec-Fetch-Site") != null || request.getHeader("Origin") != null;
        return browser && !isOurs(request);
    }

    private boolean isOurs(String shown, HttpServletRequest request) {
        URI origin;
        try {
            origin = URI.create(shown);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (origin.getScheme() == null || origin.getRawAuthority() == null || !shown.equals(origin(origin)))
            return false;
        if (shown.equals(publicOrigin)) return true;
        boolean web = origin.getScheme().equals("http") || origin.getScheme().equals("https");
        String host = request.getHeader("Host");
        return web && host != null && origin.getRawAuthority().equals(host.toLowerCase(Locale.ROOT));
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + String.valueOf(uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }
}
