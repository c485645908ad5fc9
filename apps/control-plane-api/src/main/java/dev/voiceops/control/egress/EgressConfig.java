package dev.voiceops.control.egress;

import java.util.List;
import java.util.Set;

/**
 * Where requests to tenants' systems may go.
 *
 * @param allowed hosts that the operator of the platform allowed although their addresses are private, or their ports unusual
 * @param ports TCP ports that all other hosts may be asked on
 */
public record EgressConfig(List<AllowedHost> allowed, Set<Integer> ports) {
    /** The usual ports of web servers, and n8n's own. */
    public static final Set<Integer> PORTS = Set.of(80, 443, 5678, 8080, 8443);

    public EgressConfig {
        allowed = List.copyOf(allowed);
        ports = Set.copyOf(ports);
    }

    boolean allows(String host, int port) {
        return allowed.stream().anyMatch(entry -> entry.covers(host, port));
    }

    /** No private host at all. */
    public static EgressConfig strict() {
        return new EgressConfig(List.of(), PORTS);
    }
}
