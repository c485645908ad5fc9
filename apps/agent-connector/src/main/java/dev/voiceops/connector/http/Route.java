package dev.voiceops.connector.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of the route table.
 *
 * @param method in capitals; {@code *} for any
 * @param path parts divided by {@code /}; {@code {name}} matches one part, a last {@code **} all that follow
 * @param access who may call it
 */
public record Route(String method, String path, Access access, Handler handler) {
    /** Who may call a route. */
    public enum Access {
        /** Anyone; the handler checks what it must. */
        PUBLIC,
        /** Roles of this product, by their service token. */
        SERVICE
    }

    /** Answers a request; may block, runs on a virtual thread. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Request request) throws Exception;
    }

    /** The {@code {name}} parts when the path fits. */
    Optional<Map<String, String>> match(String requested) {
        List<String> wanted = List.of(path.split("/", -1));
        List<String> given = List.of(requested.split("/", -1));
        boolean open = wanted.getLast().equals("**");
        if (open ? given.size() < wanted.size() : given.size() != wanted.size()) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (int i = 0; i < wanted.size() - (open ? 1 : 0); i++) {
            String part = wanted.get(i);
            if (part.startsWith("{")) {
                parts.put(part.substring(1, part.length() - 1), given.get(i));
            } else if (!part.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    boolean takes(String requested) {
        return method.equals("*") || method.equals(requested);
    }
}
