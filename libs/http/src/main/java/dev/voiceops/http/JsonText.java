package dev.voiceops.http;

import dev.voiceops.contracts.ContractViolation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What JSON text may not hold beyond what the parser refuses, because some reader or store down the line would take it for
 * something else: other encodings than UTF-8 and byte order marks (RFC 8259 section 8.1), the character NUL (PostgreSQL has no
 * place for it), halves of surrogate pairs (RFC 8259 section 8.2), numbers no double and no int64 can hold.
 */
final class JsonText {
    private static final int DIGITS = 64;
    private static final int EXPONENT = 308;

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** @throws ContractViolation with what is wrong and where */
    static void mustBePlain(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (text.startsWith("\uFEFF")) throw new ContractViolation("the body begins with a byte order mark");
            new JsonText(text).scan();
        } catch (CharacterCodingException e) {
            throw new ContractViolation("the body is not UTF-8");
        }
    }

    private void scan() {
        boolean inString = false;
        for (at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\0') throw wrong("the character NUL");
            if (inString && c == '\\') escape();
            else if (c == '"') inString = !inString;
            else if (!inString && (c == '-' || isDigit(c))) number();
        }
    }

    /** At the backslash; leaves {@code at} on the last character of the escape, or of the pair it begins. */
    private void escape() {
        int unit = unit(at);
        if (unit == 0) throw wrong("the character NUL");
        if (unit < 0 || !Character.isSurrogate((char) unit)) {
            at += unit < 0 ? 1 : 5;
            return;
        }
        int low = Character.isHighSurrogate((char) unit) ? unit(at + 6) : -1;
        if (low < 0 || !Character.isLowSurrogate((char) low)) throw wrong("half of a surrogate pair");
        at += 11;
    }

    /** The code unit that is escaped here; -1: none, or the parser will refuse it. */
    private int unit(int from) {
        if (from + 6 > text.length() || !text.startsWith("\\u", from)) return -1;
        try {
            return text.charAt(from + 2) == '+' || text.charAt(from + 2) == '-'
                    ? -1
                    : Integer.parseInt(text, from + 2, from + 6, 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void number() {
        int start = at;
        int exponent = -1;
        while (at < text.length() && isNumeral(text.charAt(at))) {
            if (text.charAt(at) == 'e' || text.charAt(at) == 'E') exponent = at + 1;
            at++;
        }
        boolean huge = at - start > DIGITS || (exponent > 0 && isHuge(text.substring(exponent, at)));
        at = huge ? start : at - 1;
        if (huge) throw wrong("a number that is too large");
    }

    private static boolean isHuge(String exponent) {
        String digits = exponent.replaceFirst("^[+-]?0*", "");
        return digits.length() > 3 || (digits.matches("[0-9]+") && Integer.parseInt(digits) > EXPONENT);
    }

    private static boolean isNumeral(char c) {
        return isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private ContractViolation wrong(String what) {
        return new ContractViolation("the body holds " + what + " at character " + (at + 1));
    }
}
