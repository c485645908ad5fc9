package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The decoded fields of a form body, as Twilio signs them: names in order, and where a name repeats, its different
 * values in order (as Twilio's Node library does; the Java one keeps one value and so refuses such requests).
 */
public record FormFields(SortedMap<String, TreeSet<String>> values) {

    /** Empty when a percent sign is not followed by two hex digits. */
    public static Optional<FormFields> parse(byte[] body) {
        var fields = new TreeMap<String, TreeSet<String>>();
        int from = 0;
        for (int at = 0; at <= body.length; at++) {
            if (at < body.length && body[at] != '&') continue;
            if (at > from && !add(fields, body, from, at)) return Optional.empty();
            from = at + 1;
        }
        return Optional.of(new FormFields(fields));
    }

    /** The value of a field; empty when it is missing, or repeated with different values and so ambiguous. */
    public Optional<String> one(String name) {
        var all = values.get(name);
        return all == null || all.size() != 1 ? Optional.empty() : Optional.of(all.first());
    }

    /** Each name followed by its value, without separators. */
    String signedText() {
        var text = new StringBuilder();
        values.forEach((name, all) -> all.forEach(value -> text.append(name).append(value)));
        return text.toString();
    }

    private static boolean add(TreeMap<String, TreeSet<String>> fields, byte[] body, int from, int to) {
        int equals = from;
        while (equals < to && body[equals] != '=') equals++;
        var name = decode(body, from, equals);
        var value = decode(body, Math.min(equals + 1, to), to);
        if (name.isEmpty() || value.isEmpty()) return false;
        fields.computeIfAbsent(name.get(), _ -> new TreeSet<>()).add(value.get());
        return true;
    }

    private static Optional<String> decode(byte[] body, int from, int to) {
        var bytes = new ByteArrayOutputStream(to - from);
        for (int at = from; at < to; at++) {
            if (body[at] != '%') {
                bytes.write(body[at] == '+' ? ' ' : body[at]);
                continue;
            }
            if (at + 2 >= to) return Optional.empty();
            int high = Character.digit(body[at + 1], 16);
            int low = Character.digit(body[at + 2], 16);
            if (high < 0 || low < 0) return Optional.empty();
            bytes.write(high << 4 | low);
            at += 2;
        }
        return Optional.of(bytes.toString(UTF_8));
    }
}
