package dev.voiceops.simulators.wire;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A request as it came, body complete.
 *
 * @param uri raw target with query, as sent
 * @param path decoded path without the query
 * @param query decoded parameters in order of appearance
 * @param body as UTF-8 text
 */
public record Request(
        String method, String uri, String path, Map<String, List<String>> query, HttpHeaders headers, String body) {

    static Request of(FullHttpRequest request) {
        var target = new QueryStringDecoder(request.uri());
        return new Request(
                request.method().name(),
                request.uri(),
                target.path(),
                target.parameters(),
                request.headers().copy(),
                request.content().toString(StandardCharsets.UTF_8));
    }

    /** The first header of that name, "" if there is none. */
    public String header(String name) {
        var value = headers.get(name);
        return value == null ? "" : value;
    }

    /** The first query parameter of that name, or {@code otherwise}. */
    public String parameter(String name, String otherwise) {
        var values = query.get(name);
        return values == null || values.isEmpty() ? otherwise : values.getFirst();
    }

    /** Fields of a form body, decoded, in order. */
    public Map<String, List<String>> form() {
        return new QueryStringDecoder(body, StandardCharsets.UTF_8, false).parameters();
    }

    public boolean upgradesToWebSocket() {
        return "websocket".equalsIgnoreCase(header("upgrade"));
    }
}
