package dev.voiceops.vendors;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a key that is not the platform's own may be shown: at the vendor itself over TLS, and where the platform reaches that
 * vendor (a simulator, an installation of its own). Nowhere else, or who may write an address could have the platform open
 * sockets to any machine it can reach. Immutable.
 *
 * @param platform base address of each vendor as the platform is configured; https and wss, http and ws are the same here
 */
public record VendorHosts(Map<Vendor, URI> platform) {
    private static final Map<Vendor, String> DOMAINS =
            Map.of(Vendor.DEEPGRAM, "deepgram.com", Vendor.OPENAI, "openai.com", Vendor.RIME, "rime.ai");

    public VendorHosts {
        platform = Map.copyOf(platform);
    }

    /** Whether a key may be shown at this base address. */
    public boolean admits(Vendor vendor, URI base) {
        return isPlatforms(vendor, base) || isVendors(vendor, base);
    }

    /** Whether the platform itself reaches the vendor there. */
    public boolean isPlatforms(Vendor vendor, URI base) {
        URI own = platform.get(vendor);
        return own != null
                && host(own).equals(host(base))
                && port(own) == port(base)
                && Objects.equals(path(own), path(base));
    }

    private static boolean isVendors(Vendor vendor, URI base) {
        String domain = DOMAINS.get(vendor);
        return domain != null
                && isSecure(base)
                && port(base) == 443
                && (host(base).equals(domain) || host(base).endsWith("." + domain));
    }

    /** What the addresses of a vendor end with; empty for one that takes no keys of others. */
    public static String domain(Vendor vendor) {
        return DOMAINS.getOrDefault(vendor, "");
    }

    /**
     * The base address of sockets for the base address of requests: {@code wss} for {@code https}. Rime has hosts of their own for
     * its sockets, {@code users-east-ws} beside {@code users-east} (docs.rime.ai, «WebSockets»).
     */
    public static URI sockets(Vendor vendor, URI base) {
        String host = host(base);
        if (vendor == Vendor.RIME && isVendors(vendor, base)) {
            int dot = host.indexOf('.');
            String label = host.substring(0, dot);
            host = label.endsWith("-ws") ? host : label + "-ws" + host.substring(dot);
        }
        String port = base.getPort() < 0 ? "" : ":" + base.getPort();
        return URI.create((isSecure(base) ? "wss://" : "ws://") + host + port + path(base));
    }

    private static boolean isSecure(URI base) {
        String scheme = base.getScheme();
        return "https".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme);
    }

    private static int port(URI base) {
        return base.getPort() >= 0 ? base.getPort() : isSecure(base) ? 443 : 80;
    }

    private static String host(URI base) {
        return base.getHost() == null ? "" : base.getHost().toLowerCase(Locale.ROOT);
    }

    private static String path(URI base) {
        @Nullable String path = base.getRawPath();
        return path == null ? "" : path.replaceAll("/+$", "");
    }
}
