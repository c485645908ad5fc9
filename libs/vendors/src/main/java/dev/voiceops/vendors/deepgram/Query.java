package dev.voiceops.vendors.deepgram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

/** A path with a query, as it grows. One thread. */
final class Query {
    private final StringBuilder url;
    private char separator = '?';

    private Query(String path) {
        url = new StringBuilder(path);
    }

    static Query path(String path) {
        return new Query(path);
    }

    Query with(String name, Object value) {
        url.append(separator).append(name).append('=').append(URLEncoder.encode(value.toString(), UTF_8));
        separator = '&';
        return this;
    }

    Query withAll(String name, List<String> values) {
        values.forEach(value -> with(name, value));
        return this;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
