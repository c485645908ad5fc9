package dev.voiceops.control.egress;

import java.net.IDN;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one spelling of a host. What a resolver could read in two ways is refused: addresses in octal, hexadecimal, as one number or
 * with parts left out (WHATWG URL, "ends in a number"), zones, percent signs. Pure.
 */
final class Host {
    private static final Pattern LABELS =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(?:" + BYTE + "\\.){3}" + BYTE);

    private Host() {}

    /** @param spelled a name, an IPv4 address, or an IPv6 address in brackets; the answer has no brackets */
    static String canonical(String spelled) throws EgressRefused {
        if (spelled.startsWith("[")) return ipv6(spelled);
        String name = ascii(spelled);
        if (name.endsWith(".")) name = name.substring(0, name.length() - 1);
        if (name.length() > 253 || !LABELS.matcher(name).matches()) throw new EgressRefused(Refusal.HOST);
        if (ENDS_IN_NUMBER.matcher(name).matches() && !IPV4.matcher(name).matches()) {
            throw new EgressRefused(Refusal.NUMERIC_HOST);
        }
        return name;
    }

    private static String ascii(String spelled) throws EgressRefused {
        try {
            return IDN.toASCII(spelled, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new EgressRefused(Refusal.HOST);
        }
    }

    private static String ipv6(String spelled) throws EgressRefused {
        String inside = spelled.substring(1, spelled.length() - 1);
        if (inside.indexOf('%') >= 0) throw new EgressRefused(Refusal.HOST);
        try {
            return Inet6Address.ofLiteral(inside).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw new EgressRefused(Refusal.HOST);
        }
    }
}
