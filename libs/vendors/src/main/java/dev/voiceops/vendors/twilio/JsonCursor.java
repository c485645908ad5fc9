package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.vendors.twilio.TwilioMessage.Flaw;
import java.util.Arrays;

/**
 * Walks over JSON bytes in place, without building a tree. Bounded in depth; every flaw ends as {@link Flawed}. One
 * thread. Use: {@code enter(); while (member()) { if (keyIs(A)) ... else skip(); }}.
 */
final class JsonCursor {
    private static final int MAX_DEPTH = 8;

    /** Carries a flaw to the reader's door; has no stack trace, because a hostile peer can cause it at will. */
    static final class Flawed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final Flaw flaw;

        Flawed(Flaw flaw) {
            super(flaw.name(), null, false, false);
            this.flaw = flaw;
        }
    }

    private byte[] json = {};
    private int at;
    private int end;
    private boolean fresh; // no member of the innermost object was read yet
    private int keyFrom;
    private int keyTo;
    private boolean escaped; // the string last read contains a backslash

    void over(byte[] bytes, int from, int to) {
        json = bytes;
        at = from;
        end = to;
    }

    /** Goes into the object that begins here. */
    void enter() {
        expect('{', Flaw.INCOMPLETE);
        fresh = true;
    }

    /** Goes to the value of the next member of this object; false, and out of the object, when there is none. */
    boolean member() {
        if (peek() == '}') {
            at++;
            fresh = false;
            return false;
        }
        if (!fresh) expect(',', Flaw.NOT_JSON);
        fresh = false;
        keyFrom = openString(Flaw.NOT_JSON);
        keyTo = closeString(keyFrom);
        expect(':', Flaw.NOT_JSON);
        return true;
    }

    boolean keyIs(byte[] name) {
        return Arrays.equals(json, keyFrom, keyTo, name, 0, name.length);
    }

    /** The name of the member; call before reading its value. */
    String key() {
        return text(keyFrom, keyTo, escaped);
    }

    /** Reads a string value. */
    String string() {
        int from = openString(Flaw.INCOMPLETE);
        int to = closeString(from);
        return text(from, to, escaped);
    }

    /** Reads a string value and tells whether it is exactly these bytes. */
    boolean stringIs(byte[] expected) {
        int from = openString(Flaw.INCOMPLETE);
        int to = closeString(from);
        return Arrays.equals(json, from, to, expected, 0, expected.length);
    }

    /** Reads a string value and decodes it as base64. */
    byte[] base64() {
        int from = openString(Flaw.INCOMPLETE);
        int to = closeString(from);
        if (!escaped) return Payload.decode(json, from, to);
        var plain = text(from, to, true).getBytes(UTF_8); // some writers put a backslash before each slash
        return Payload.decode(plain, 0, plain.length);
    }

    /** Reads a whole number, written as a number or, as Twilio does, as a string of digits. */
    long number() {
        boolean quoted = peek() == '"';
        if (quoted) at++;
        long value = 0;
        int from = at;
        while (at < end && json[at] >= '0' && json[at] <= '9') value = value * 10 + json[at++] - '0';
        if (at == from || at - from > 18) throw new Flawed(Flaw.INCOMPLETE);
        if (quoted) {
            if (at >= end || json[at] != '"') throw new Flawed(Flaw.INCOMPLETE);
            at++;
        }
        return value;
    }

    /** Passes over a value of any kind. */
    void skip() {
        skip(0);
    }

    /** Nothing but white space may be left. */
    void finish() {
        blanks();
        if (at != end) throw new Flawed(Flaw.NOT_JSON);
    }

    private void skip(int depth) {
        if (depth > MAX_DEPTH) throw new Flawed(Flaw.TOO_RICH);
        switch (peek()) {
            case '"' -> closeString(openString(Flaw.NOT_JSON));
            case '{' -> {
                enter();
                while (member()) skip(depth + 1);
            }
            case '[' -> skipArray(depth);
            default -> skipWord();
        }
    }

    private void skipArray(int depth) {
        at++;
        for (boolean first = true; peek() != ']'; first = false) {
            if (!first) expect(',', Flaw.NOT_JSON);
            skip(depth + 1);
        }
        at++;
        fresh = false;
    }

    private void skipWord() {
        int from = at;
        while (at < end
                && (Character.isLetterOrDigit(json[at]) || json[at] == '-' || json[at] == '+' || json[at] == '.')) {
            at++;
        }
        if (at == from) throw new Flawed(Flaw.NOT_JSON);
    }

    private int openString(Flaw otherwise) {
        expect('"', otherwise);
        return at;
    }

    private int closeString(int from) {
        escaped = false;
        int to = from;
        while (to < end && json[to] != '"') {
            if (json[to] >= 0 && json[to] < 0x20) throw new Flawed(Flaw.NOT_JSON);
            if (json[to] == '\\') {
                escaped = true;
                to++;
            }
            to++;
        }
        if (to >= end) throw new Flawed(Flaw.NOT_JSON);
        at = to + 1;
        return to;
    }

    private String text(int from, int to, boolean withEscapes) {
        var raw = new String(json, from, to - from, UTF_8);
        return withEscapes ? JsonEscapes.undo(raw) : raw;
    }

    private void expect(char wanted, Flaw otherwise) {
        if (peek() != wanted) throw new Flawed(at >= end ? Flaw.NOT_JSON : otherwise);
        at++;
    }

    /** The next byte that is not white space, or 0 at the end. */
    private int peek() {
        blanks();
        return at < end ? json[at] : 0;
    }

    private void blanks() {
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) at++;
    }
}
