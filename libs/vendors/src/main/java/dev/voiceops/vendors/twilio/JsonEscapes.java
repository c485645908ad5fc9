package dev.voiceops.vendors.twilio;

import dev.voiceops.vendors.twilio.JsonCursor.Flawed;
import dev.voiceops.vendors.twilio.TwilioMessage.Flaw;

/** Backslash escapes of JSON strings, both ways. */
final class JsonEscapes {
    private JsonEscapes() {}

    /** The text that a string's inside stands for. */
    static String undo(String inside) {
        var text = new StringBuilder(inside.length());
        for (int at = 0; at < inside.length(); at++) {
            char c = inside.charAt(at);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            if (++at >= inside.length()) throw new Flawed(Flaw.NOT_JSON);
            char kind = inside.charAt(at);
            if (kind == 'u') {
                text.append(unicode(inside, at + 1));
                at += 4;
            } else {
                text.append(simple(kind));
            }
        }
        return text.toString();
    }

    /** The inside of a string that stands for this text. */
    static String apply(String text) {
        var inside = new StringBuilder(text.length() + 8);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\\') inside.append('\\').append(c);
            else if (c < 0x20 || Character.isSurrogate(c)) inside.append("\\u%04x".formatted((int) c));
            else inside.append(c);
        }
        return inside.toString();
    }

    private static char simple(char kind) {
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new Flawed(Flaw.NOT_JSON);
        };
    }

    private static char unicode(String inside, int from) {
        if (from + 4 > inside.length()) throw new Flawed(Flaw.NOT_JSON);
        int code = 0;
        for (int at = from; at < from + 4; at++) {
            int digit = Character.digit(inside.charAt(at), 16);
            if (digit < 0) throw new Flawed(Flaw.NOT_JSON);
            code = code << 4 | digit;
        }
        return (char) code;
    }
}
