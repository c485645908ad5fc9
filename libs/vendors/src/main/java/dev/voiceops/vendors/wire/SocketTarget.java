package dev.voiceops.vendors.wire;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where a socket goes.
 *
 * @param headers of the upgrade request, the key among them; never logged
 * @param connect how long connection and upgrade may take together
 */
public record SocketTarget(URI url, Map<String, String> headers, Duration connect) {
    public SocketTarget {
        headers = Map.copyOf(headers);
    }

    /** Without headers and query. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }
}
