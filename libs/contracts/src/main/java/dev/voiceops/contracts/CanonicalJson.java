package dev.voiceops.contracts;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * One text per JSON value, so that equal values hash alike: as RFC 8785 (members sorted by UTF-16 code units, no blanks, shortest
 * string escapes), except that numbers are exact decimals (1, 1.0 and 10e-1 are all {@code 1}) instead of doubles.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The text of a value. */
    public static String of(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(member -> Json.write(member.getKey()) + ":" + of(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(CanonicalJson::of)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return node.isNumber() ? number(node.decimalValue()) : Json.write(node);
    }

    /** SHA-256 of that text in UTF-8, 64 lower-case hex digits. */
    public static String sha256(JsonNode node) {
        try {
            byte[] text = of(node).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String number(BigDecimal value) {
        if (value.signum() == 0) return "0";
        BigDecimal shortest = value.stripTrailingZeros();
        // plain digits for the numbers people write; an exponent keeps 1e999999999 from becoming a gigabyte of zeros
        return Math.abs((long) shortest.scale()) <= 40 ? shortest.toPlainString() : shortest.toString();
    }
}
