package dev.voiceops.connector.http;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, whole.
 *
 * @param path without the query
 * @param inPath values of the route's {@code {name}} parts
 * @param query first value of each query parameter
 * @param headers finds a header's value by name in any case, null when absent
 * @param body UTF-8 text, at most {@link HttpEdge#LARGEST_BODY} bytes
 */
public record Request(
        String method,
        String path,
        Map<String, String> inPath,
        Map<String, String> query,
        Function<String, @Nullable String> headers,
        String body) {
    /** A header's value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    /** The value of the route's {@code {name}} part; the route must have one. */
    public String part(String name) {
        String value = inPath.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no part {" + name + "}");
        }
        return value;
    }

    /** Reads the body as one of our JSON records. @throws ContractViolation when it is not exactly that */
    public <T> T read(Class<T> type) {
        if (body.isEmpty()) {
            throw new ContractViolation("the request has no body; send JSON");
        }
        return Json.read(body, type);
    }

    /** Names the request only; bodies may hold a caller's words. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
