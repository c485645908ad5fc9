package dev.voiceops.contracts;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An error answer as of RFC 9457 ({@code application/problem+json}).
 *
 * @param type {@code /problems/<code>}, where every role explains it
 * @param detail what is wrong with this request and what to do; never a secret or a caller's word
 * @param instance path of the request
 * @param code the last part of {@code type}, for programs
 * @param requestId finds the request in the log
 * @param extensions further members of this type of problem (RFC 9457 section 3.2), such as {@code errors} and {@code current}
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable String code,
        @Nullable String requestId,
        @JsonAnyGetter @JsonAnySetter Map<String, JsonNode> extensions) {
    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** What the {@code type} of our problems begins with. */
    public static final String TYPES = "/problems/";

    public Problem {
        extensions = extensions == null ? Map.of() : Map.copyOf(extensions);
    }

    /** A problem of ours, without the request's path and id. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(TYPES + type.code(), type.title(), type.status(), detail, null, type.code(), null, Map.of());
    }

    /** A problem that has nothing to say beyond its HTTP status. */
    public static Problem plain(int status) {
        return new Problem("about:blank", "HTTP " + status, status, null, null, null, null, Map.of());
    }

    /** The same problem, told for one request. */
    public Problem in(String path, String request) {
        return new Problem(type, title, status, detail, path, code, request, extensions);
    }

    /** The same problem with one more member, anything that {@link Json} can write. */
    public Problem with(String name, Object value) {
        Map<String, JsonNode> more = new TreeMap<>(extensions);
        more.put(name, Json.mapper().valueToTree(value));
        return new Problem(type, title, status, detail, instance, code, requestId, more);
    }

    /** Whether it is of this type. */
    public boolean is(ProblemType other) {
        return other.code().equals(code);
    }
}
