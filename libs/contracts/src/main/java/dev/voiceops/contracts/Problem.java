package dev.voiceops.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * An error answer as of RFC 9457 ({@code application/problem+json}).
 *
 * @param type {@code urn:voiceops:problem:<code>}
 * @param detail what is wrong with this request and what to do; never a secret or a caller's word
 * @param instance path of the request
 * @param code the last part of {@code type}, for programs
 * @param requestId finds the request in the log
 */
@JsonIgnoreProperties(ignoreUnknown = true) // RFC 9457 section 3.2: consumers ignore extensions they do not know
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable String code,
        @Nullable String requestId) {
    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem of ours, without the request's path and id. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(
                "urn:voiceops:problem:" + type.code(), type.title(), type.status(), detail, null, type.code(), null);
    }

    /** A problem that has nothing to say beyond its HTTP status. */
    public static Problem plain(int status) {
        return new Problem("about:blank", "HTTP " + status, status, null, null, null, null);
    }

    /** The same problem, told for one request. */
    public Problem in(String path, String request) {
        return new Problem(type, title, status, detail, path, code, request);
    }

    /** Whether it is of this type. */
    public boolean is(ProblemType other) {
        return other.code().equals(code);
    }
}
