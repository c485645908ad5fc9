package dev.voiceops.evidence;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Public halves of Ed25519 keys as people hand them around: 64 hex digits, or PEM (RFC 8410). Stateless. */
public final class PublicKeys {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int BYTES = 32;

    private PublicKeys() {}

    /** As {@code openssl pkey -pubin} reads it. */
    public static String pem(byte[] key) {
        byte[] der = Arrays.copyOf(PREFIX, PREFIX.length + key.length);
        System.arraycopy(key, 0, der, PREFIX.length, key.length);
        return BEGIN + "\n" + Base64.getEncoder().encodeToString(der) + "\n" + END + "\n";
    }

    /** Reads either form. @throws IllegalArgumentException when it is neither */
    public static byte[] parse(String text) {
        String bare = text.strip();
        if (bare.matches("[0-9a-fA-F]{" + 2 * BYTES + "}"))
            return HexFormat.of().parseHex(bare);
        if (bare.startsWith(BEGIN) && bare.endsWith(END)) {
            String body = bare.substring(BEGIN.length(), bare.length() - END.length());
            byte[] der = Base64.getMimeDecoder().decode(body);
            if (der.length == PREFIX.length + BYTES && Arrays.equals(Arrays.copyOf(der, PREFIX.length), PREFIX)) {
                return Arrays.copyOfRange(der, PREFIX.length, der.length);
            }
        }
        throw new IllegalArgumentException("not an Ed25519 public key: 64 hex digits, or PEM");
    }
}
