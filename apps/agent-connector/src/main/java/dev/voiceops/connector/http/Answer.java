package dev.voiceops.connector.http;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import java.util.Map;

/** An HTTP answer, its body sent as UTF-8; an empty {@code type} sends no content type. */
public record Answer(int status, String type, String body, Map<String, String> headers) {
    /** 200 with a record or tree as JSON. */
    public static Answer json(Object value) {
        return json(200, value);
    }

    /** A record or tree as JSON. */
    public static Answer json(int status, Object value) {
        return new Answer(status, "application/json", Json.write(value), Map.of());
    }

    /** Plain text. */
    public static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text, Map.of());
    }

    /** An error as of RFC 9457. */
    public static Answer problem(ProblemType type, String detail) {
        Problem problem = Problem.of(type, detail);
        return new Answer(problem.status(), Problem.MEDIA_TYPE, Json.write(problem), Map.of());
    }

    /** The same answer with these headers and no others. */
    public Answer with(Map<String, String> more) {
        return new Answer(status, type, body, more);
    }
}
