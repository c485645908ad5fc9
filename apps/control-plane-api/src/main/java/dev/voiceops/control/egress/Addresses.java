package dev.voiceops.control.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are somebody's public server: those of IANA's special-purpose registries (RFC 6890, updated by RFC 8190) are not.
 * Of IPv6 only global unicast is, without the blocks that wrap an IPv4 address or serve tests. Pure.
 */
final class Addresses {
    private static final List<Block> SPECIAL_4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "168.63.129.16/32"); // Azure's host agent has a public address
    private static final Block GLOBAL_6 = Block.of("2000::/3");
    private static final List<Block> SPECIAL_6 =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    /** Never asked, also not on a host that the operator allowed: clouds hand out credentials there. */
    private static final List<Block> NEVER = blocks(
            "0.0.0.0/8",
            "224.0.0.0/4",
            "255.255.255.255/32",
            "169.254.169.254/32",
            "169.254.170.0/24",
            "100.100.100.200/32",
            "192.0.0.192/32",
            "168.63.129.16/32",
            "::/128",
            "ff00::/8",
            "fd00:ec2::/32",
            "fe80::a9fe:a9fe/128");

    private Addresses() {}

    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) return !in(SPECIAL_4, address);
        return GLOBAL_6.contains(address) && !in(SPECIAL_6, address) && !wrapsIpv4(address);
    }

    /** Whether the operator may allow it at all. */
    static boolean mayBeAllowed(InetAddress address) {
        return !in(NEVER, address);
    }

    /** ISATAP (RFC 5214): a tunnel's interface id ends in an IPv4 address. */
    private static boolean wrapsIpv4(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static boolean in(List<Block> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... spelled) {
        return Arrays.stream(spelled).map(Block::of).toList();
    }

    private record Block(List<Byte> network, int bits) {
        static Block of(String spelled) {
            String[] parts = spelled.split("/");
            byte[] bytes = InetAddress.ofLiteral(parts[0]).getAddress();
            Byte[] boxed = new Byte[bytes.length];
            Arrays.setAll(boxed, i -> bytes[i]);
            return new Block(List.of(boxed), Integer.parseInt(parts[1]));
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != network.size()) return false;
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((bytes[bit >> 3] ^ network.get(bit >> 3)) & mask) != 0) return false;
            }
            return true;
        }
    }
}
