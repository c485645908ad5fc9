package dev.voiceops.http;

import java.net.InetAddress;
import java.util.List;

/**
 * The proxies of our own that stand before the platform. What others say about where a request comes from is not believed. Immutable.
 *
 * @param networks where they are; empty: there are none
 */
public record TrustedProxies(List<Network> networks) {
    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** No proxy at all. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    boolean has(InetAddress address) {
        return networks.stream().anyMatch(network -> network.has(address));
    }

    /**
     * A network in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3).
     *
     * @param bits how many leading bits of {@code first} are the network's
     */
    public record Network(InetAddress first, int bits) {
        /**
         * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
         *
         * @throws IllegalArgumentException saying what is allowed
         */
        public static Network parse(String text) {
            String[] parts = text.split("/", -1);
            try {
                InetAddress first = InetAddress.ofLiteral(parts[0]);
                int longest = first.getAddress().length * 8;
                int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
                Network network = new Network(first, bits);
                if (parts.length > 2 || bits < 0 || bits > longest || !network.begins()) throw wrong();
                return network;
            } catch (IllegalArgumentException e) {
                throw wrong();
            }
        }

        boolean has(InetAddress address) {
            byte[] mine = first.getAddress();
            byte[] its = address.getAddress();
            if (mine.length != its.length) return false;
            for (int bit = 0; bit < bits; bit++) {
                if (bit(mine, bit) != bit(its, bit)) return false;
            }
            return true;
        }

        /** A network whose address has bits behind the mask is a slip of the pen. */
        private boolean begins() {
            byte[] mine = first.getAddress();
            for (int bit = bits; bit < mine.length * 8; bit++) {
                if (bit(mine, bit) != 0) return false;
            }
            return true;
        }

        private static int bit(byte[] bytes, int bit) {
            return (bytes[bit / 8] >> (7 - bit % 8)) & 1;
        }

        private static IllegalArgumentException wrong() {
            return new IllegalArgumentException(
                    "expected networks such as 10.0.0.0/8 or fd00::/8, or single addresses");
        }
    }
}
