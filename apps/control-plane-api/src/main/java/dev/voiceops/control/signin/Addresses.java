package dev.voiceops.control.signin;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where requests come from, as the throttle counts: an IPv4 address, or the /64 network that one IPv6 customer has. */
final class Addresses {
    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /** {@code remote}: an address as the servlet container tells it, never a name. */
    static String network(String remote) {
        try {
            byte[] bytes = InetAddress.ofLiteral(remote.replaceAll("%.*", "")).getAddress();
            return bytes.length == 4 ? remote : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (IllegalArgumentException e) {
            return remote;
        }
    }
}
