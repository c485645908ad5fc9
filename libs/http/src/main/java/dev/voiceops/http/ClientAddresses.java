package dev.voiceops.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where requests come from. Each of our proxies adds to {@code X-Forwarded-For} the address that it was asked from; so the list is
 * read from its end, and the first address that is none of our proxies is the client's. All before it is the client's own talk. Safe
 * for all threads.
 */
public final class ClientAddresses {
    static final String HEADER = "X-Forwarded-For";

    private final TrustedProxies proxies;

    public ClientAddresses(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The client's address, as text without brackets, port and zone; the nearest proxy's where that says nothing that can be read. */
    public String of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
    }

    /** @param lines the header's, in their order */
    String of(String peer, List<String> lines) {
        InetAddress at = read(peer).orElse(null);
        if (at == null) return peer;
        List<String> hops =
                lines.stream().flatMap(line -> Stream.of(line.split(",", -1))).toList();
        for (int hop = hops.size() - 1; hop >= 0 && proxies.has(at); hop--) {
            Optional<InetAddress> before = read(hops.get(hop));
            if (before.isEmpty()) break;
            at = before.get();
        }
        return at.getHostAddress();
    }

    /** An address as proxies write it: bare, with a port, or in brackets. */
    private static Optional<InetAddress> read(String text) {
        String bare =
                text.strip().replaceFirst("^\\[([^\\]]*)](?::\\d+)?$", "$1").replaceFirst("%.*$", "");
        if (bare.matches("[0-9.]+:\\d+")) bare = bare.substring(0, bare.indexOf(':'));
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
