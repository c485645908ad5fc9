package dev.voiceops.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The little JSON a journal needs: objects, arrays, strings, whole numbers, true and false. Neither null nor fractions. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Reads one value: a {@code Map}, {@code List}, {@code String}, {@code Long} or {@code Boolean}. */
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
        if (at >= text.length()) throw error("a value expected");
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            if (!object.isEmpty()) expect(',');
            String name = string();
            expect(':');
            object.put(name, value());
        }
        expect('}');
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
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
            out.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        if (c == '"' || c == '\\') return c;
        if (c != 'u' || at + 4 > text.length()) throw error("an escape expected");
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private Object word(String word, boolean value) {
        if (!text.startsWith(word, at)) throw error(word + " expected");
        at += word.length();
        return value;
    }

    private Long number() {
        int start = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) at++;
        if (at == start) throw error("a number expected");
        return Long.valueOf(text.substring(start, at));
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
        return new IllegalArgumentException("not a journal: " + what + " at character " + at);
    }
}
