package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Headers that an endpoint wants: a JSON object of names and texts, where {@code {secret}}, {@code {call_id}}, {@code {tenant_id}},
 * {@code {tool}}, {@code {trace_id}} and {@code {idempotency_key}} stand for the request's own. Values can come from nothing the
 * caller or the model said. Pure.
 */
public final class HeaderTemplate {
    /** What may stand in braces. */
    static final Set<String> WORDS = Set.of("secret", "call_id", "tenant_id", "tool", "trace_id", "idempotency_key");

    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "idempotency-key",
            "traceparent",
            "x-voiceops-timestamp",
            "x-voiceops-signature");
    private static final Pattern WORD = Pattern.compile("\\{([a-z_]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,2048}");

    private HeaderTemplate() {}

    /** What is wrong with it, each fault with its place; empty: nothing. */
    public static List<String> faults(JsonNode headers) {
        if (!headers.isObject()) return List.of("/: must be an object of header names and texts");
        List<String> faults = new ArrayList<>();
        headers.properties().forEach(header -> {
            String place = "/" + (NAME.matcher(header.getKey()).matches() ? header.getKey() : "?");
            if (place.equals("/?")) faults.add(place + ": is not a header name");
            if (OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) faults.add(place + ": is set by the gateway");
            String value = header.getValue().stringValue("\n");
            if (!VALUE.matcher(value).matches()) faults.add(place + ": must be a text of printable ASCII");
            Matcher words = WORD.matcher(value);
            while (words.find()) {
                if (!WORDS.contains(words.group(1))) faults.add(place + ": does not know one of its words in braces");
            }
        });
        return faults;
    }

    /** The headers with each word in braces replaced by its value. */
    static Map<String, String> fill(String template, Map<String, String> values) {
        Map<String, String> headers = new HashMap<>();
        Json.tree(template)
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(),
                        WORD.matcher(header.getValue().stringValue(""))
                                .replaceAll(word ->
                                        Matcher.quoteReplacement(values.getOrDefault(word.group(1), word.group())))));
        return headers;
    }
}
