package dev.voiceops.control.automation;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the gateway may send requests. Today: only to the host that the tenant's integration names, below its base URL. The place
 * for address rules (no private networks, resolve-then-connect) is here, before the request is built.
 */
final class Egress {
    /** The URL of an endpoint; empty when it would leave the integration's host or base path. */
    Optional<URI> resolve(String baseUrl, String path) {
        try {
            URI base = URI.create(baseUrl);
            URI target = URI.create(baseUrl.replaceAll("/+$", "") + path);
            return isHttp(base) && sameOrigin(base, target) && staysBelow(base, target)
                    ? Optional.of(target)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http")) && base.getHost() != null;
    }

    private static boolean sameOrigin(URI base, URI target) {
        return Objects.equals(base.getScheme(), target.getScheme())
                && Objects.equals(base.getHost(), target.getHost())
                && base.getPort() == target.getPort()
                && base.getRawUserInfo() == null
                && target.getRawUserInfo() == null;
    }

    private static boolean staysBelow(URI base, URI target) {
        String below = target.normalize().getRawPath();
        String spelled = target.getRawPath().toLowerCase(Locale.ROOT);
        return below.startsWith(base.getRawPath()) && !spelled.contains("..") && !spelled.contains("%2e");
    }
}
