package dev.voiceops.control.egress;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host that may be asked although its address is private.
 *
 * @param host as it stands in URLs: a name in lower-case ASCII, or an address in its usual spelling, IPv6 without brackets
 * @param port the only port; null: any
 */
public record AllowedHost(String host, @Nullable Integer port) {
    private static final Pattern SPELLED = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::([0-9]{1,5}))?");

    /**
     * Reads {@code host} or {@code host:port}; IPv6 addresses stand in brackets.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static AllowedHost parse(String text) {
        Matcher spelled = SPELLED.matcher(text.strip());
        if (!spelled.matches()) throw new IllegalArgumentException("must be host or host:port, IPv6 in brackets");
        try {
            String host = Host.canonical(Objects.requireNonNull(spelled.group(1)));
            String port = spelled.group(2);
            return new AllowedHost(host, port == null ? null : Target.port(port));
        } catch (EgressRefused e) {
            throw new IllegalArgumentException(
                    "must be host or host:port: " + e.reason().meaning());
        }
    }

    /** As it is written in settings. */
    @Override
    public String toString() {
        String spelled = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == null ? spelled : spelled + ":" + port;
    }

    boolean covers(String asked, int askedPort) {
        return host.equals(asked) && (port == null || port == askedPort);
    }
}
