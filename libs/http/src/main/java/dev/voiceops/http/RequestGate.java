package dev.voiceops.http;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * First through every door: sets the {@link SecurityHeaders}, gives the request an id (or keeps the caller's, when it is a plain word), says it in the answer and
 * in every log line, and refuses bodies over {@link #MAX_BODY} bytes, announced or not.
 */
public final class RequestGate implements Filter {
    /** Largest body of any route, bytes. */
    public static final int MAX_BODY = 1024 * 1024;

    static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = RequestGate.class.getName();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    /** Id of this request. */
    public static String idOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "none";
    }

    @Override
    public void doFilter(ServletRequest rawRequest, ServletResponse rawResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) rawRequest;
        var response = (HttpServletResponse) rawResponse;
        String id = id(request.getHeader(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        SecurityHeaders.on(request, response);
        MDC.put("request_id", id);
        try {
            if (holdsNul(request)) {
                write(Problem.of(ProblemType.INVALID_REQUEST, "The URL holds the character NUL"), request, response);
            } else if (request.getContentLengthLong() > MAX_BODY) {
                write(Problem.of(ProblemType.TOO_LARGE, "At most " + MAX_BODY + " bytes"), request, response);
            } else {
                chain.doFilter(new LimitedRequest(request, MAX_BODY), response);
            }
        } finally {
            MDC.remove("request_id");
        }
    }

    static void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(Json.bytes(problem.in(request.getRequestURI(), idOf(request))));
    }

    /** PostgreSQL has no place for it in a text, so that no route can take it for anything. */
    private static boolean holdsNul(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI().contains("%00") || (query != null && query.contains("%00"));
    }

    private static String id(@Nullable String offered) {
        return offered != null && PLAIN.matcher(offered).matches()
                ? offered
                : UUID.randomUUID().toString();
    }
}
