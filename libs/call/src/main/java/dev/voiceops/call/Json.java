package dev.voiceops.call;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict reader of JSON (RFC 8259) for journals and the arguments of tools. A name that occurs twice in an object is an error. */
final class Json {
    /** JSON's null. */
    enum Null {
        NULL
    }

    private static final int DEEPEST = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final int LONGEST_WHOLE = 18;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads one value: a {@code Map}, {@code List}, {@code String}, {@code Long}, {@code BigDecimal} where a {@code Long} is too
     * small or too coarse, {@code Boolean} or {@link Null}.
     *
     * @throws IllegalArgumentException saying what is wrong and where
     */
    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        if (json.at < text.length()) throw json.error("nothing more expected");
        return value;
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        out.append('"');
    }

    private Object value() {
        if (++depth > DEEPEST) throw error("nested too deep");
        Object value = switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Null.NULL);
            default -> number();
        };
        depth--;
        skipBlanks();
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        expect('{');
        while (next() != '}') {
            if (!object.isEmpty()) expect(',');
            next();
            String name = string();
            next();
            expect(':');
            if (object.put(name, value()) != null) throw error("the name before occurs twice");
        }
        expect('}');
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        expect('[');
        while (next() != ']') {
            if (!array.isEmpty()) expect(',');
            array.add(value());
        }
        expect(']');
        return array;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') throw error("a control character in a text");
            out.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw error("an escape expected");
        };
    }

    private char unicode() {
        int end = at + 4;
        if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]{4}"))
            throw error("four hex digits expected");
        char c = (char) Integer.parseInt(text.substring(at, end), 16);
        at = end;
        return c;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) throw error(word + " expected");
        at += word.length();
        return value;
    }

    private Number number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) throw error("a value expected");
        at = number.end();
        boolean whole = number.group(1) == null && number.group(2) == null;
        return whole && number.group().length() <= LONGEST_WHOLE
                ? Long.valueOf(number.group())
                : decimal(number.group());
    }

    private BigDecimal decimal(String digits) {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException exponent) {
            throw error("a number out of all bounds");
        }
    }

    /** The character after white space. */
    private char next() {
        skipBlanks();
        return peek();
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char peek() {
        if (at >= text.length()) throw error("the text ends too early");
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) throw error("'" + c + "' expected");
        at++;
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException("not as JSON should be: " + what + " at character " + at);
    }
}
