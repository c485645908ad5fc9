package dev.voiceops.contracts.redaction;

import dev.voiceops.contracts.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces what tells who somebody is by a {@link Mark}: cards, phone numbers, e-mail addresses, IBANs and national ids, written
 * in digits or said in words ("four two four two", "double five", "john at example dot com"). Order numbers, times, dates and
 * amounts stay. English, and German digits.
 *
 * <p>Numbers with check digits are known by them. A phone number is known by the numbering plans and by the words around it:
 * "my order 4155550132" stays, "call me on 4155550132" does not. Redacting twice changes nothing more. Pure, for all threads.
 */
public final class Redactor {
    private static final Pattern UUID =
            Pattern.compile("(?<![0-9A-Za-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9A-Za-z])");

    private Redactor() {}

    /** What was found in a text, and the text without it. */
    public record Redaction(String text, List<Mark> marks) {
        public Redaction {
            marks = List.copyOf(marks);
        }
    }

    /** The text with marks. */
    public static String redact(String text) {
        return redact(text, "").text();
    }

    /** @param asked what the other side said before, which may tell what kind of number is answered; empty if nothing */
    public static Redaction redact(String text, String asked) {
        Pieces pieces = redact(List.of(text), asked);
        return new Redaction(pieces.texts().getFirst(), pieces.marks());
    }

    /** Texts that were redacted as one. */
    public record Pieces(List<String> texts, List<Mark> marks) {
        public Pieces {
            texts = List.copyOf(texts);
            marks = List.copyOf(marks);
        }
    }

    /**
     * Redacts pieces of one turn as one text, so that a number said in several breaths is found: its mark stands in the piece in
     * which it begins, and the rest of it is gone from the others. As many pieces come back.
     */
    public static Pieces redact(List<String> pieces, String asked) {
        String whole = String.join("\n", pieces);
        List<Span> spans = spans(whole, asked);
        if (spans.isEmpty()) {
            return new Pieces(pieces, List.of());
        }
        List<String> redacted = new ArrayList<>();
        int start = 0;
        for (String piece : pieces) {
            redacted.add(piece(whole, start, start + piece.length(), spans));
            start += piece.length() + 1;
        }
        return new Pieces(redacted, spans.stream().map(Span::mark).toList());
    }

    /** JSON with every string in it redacted, and whole numbers that are cards; names of fields stay. The same text if nothing is. */
    public static String redactJson(String json) {
        if (json.indexOf('"') < 0 && json.length() < Cards.SHORTEST) return json;
        JsonNode tree = Json.tree(json);
        JsonNode redacted = redact(tree);
        return redacted.equals(tree) ? json : Json.write(redacted);
    }

    private static JsonNode redact(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), redact(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(redact(item)));
                yield copy;
            }
            case JsonNode text when text.isString() -> JsonNodeFactory.instance.stringNode(redact(text.stringValue()));
            case JsonNode number
            when number.isIntegralNumber() && Cards.is(number.asString()) ->
                JsonNodeFactory.instance.stringNode(Mark.CARD.text());
            case JsonNode other -> other;
        };
    }

    private static List<Span> spans(String written, String asked) {
        String text = withoutIds(written);
        List<Token> tokens = Tokens.of(text);
        boolean digits = tokens.stream().anyMatch(Token::isDigits);
        boolean at = text.indexOf('@') >= 0
                || tokens.stream().anyMatch(token -> token.text().equals("at"));
        boolean figures = text.chars().anyMatch(Character::isDigit);
        if (!digits && !figures && !at) {
            return List.of();
        }
        List<Span> numbers = digits ? new Numbers(text, tokens, Tokens.of(asked)).find() : List.of();
        Stream<Span> codes = figures ? Codes.in(text) : Stream.empty();
        return Span.apart(Stream.of(numbers.stream(), codes, Emails.in(text, tokens).stream())
                .flatMap(spans -> spans)
                .toList());
    }

    /** Ids that programs made are nobody's numbers, though a group of one may look like a telephone's. */
    private static String withoutIds(String text) {
        return text.indexOf('-') < 0 ? text : UUID.matcher(text).replaceAll(id -> "x".repeat(id.end() - id.start()));
    }

    private static String piece(String whole, int from, int to, List<Span> spans) {
        StringBuilder text = new StringBuilder();
        int at = from;
        for (Span span : spans) {
            if (span.to() > at && span.from() < to) {
                text.append(whole, at, Math.max(at, span.from()));
                if (span.from() >= from) {
                    text.append(span.mark().text());
                }
                at = Math.min(to, span.to());
            }
        }
        return text.append(whole, at, to).toString();
    }
}
