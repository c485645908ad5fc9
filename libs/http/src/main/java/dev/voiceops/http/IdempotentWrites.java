package dev.voiceops.http;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import dev.voiceops.store.IdempotencyKeys;
import dev.voiceops.store.IdempotencyKeys.Reservation;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Runs a member's write with an {@code Idempotency-Key} once (draft-ietf-httpapi-idempotency-key-header) and gives its
 * repetitions the same answer for 24 hours. {@link KeptExchange} keeps request and answer at hand.
 */
final class IdempotentWrites implements HandlerInterceptor {
    static final String HEADER = "Idempotency-Key";
    private static final Logger LOG = LoggerFactory.getLogger(IdempotentWrites.class);
    private static final String RUN = Run.class.getName();
    private static final Reason ONCE = new Reason("run a request once");
    private static final Actor ACTOR = Actor.service("http");

    private final Db db;
    private final InstantSource clock;

    IdempotentWrites(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A request under way and its mark on this thread's transactions. */
    private record Run(IdempotencyKeys.Held held, Db.Carrying mark) {}

    /** An answer as it is kept. */
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String etag,
            String body) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        KeptExchange.Body body = WebUtils.getNativeRequest(request, KeptExchange.Body.class);
        if (body == null || !(request.getAttribute(Principal.class.getName()) instanceof Principal principal)) {
            return true;
        }
        IdempotencyKeys.Request named = new IdempotencyKeys.Request(
                principal.actor().toString(),
                request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                key(request),
                hash(request, body.bytes()));
        return switch (db.platform(ONCE, ACTOR, tx -> IdempotencyKeys.reserve(tx, named, clock.instant()))) {
            case Reservation.Granted granted -> {
                request.setAttribute(RUN, new Run(granted.held(), db.carrying(granted.held())));
                yield true;
            }
            case Reservation.Answered answered -> {
                replay(Json.read(answered.answer().reveal(), Answer.class), response);
                yield false;
            }
            case Reservation.Running running -> {
                response.setHeader("Retry-After", Long.toString(running.pause().toSeconds()));
                throw new ProblemException(
                        ProblemType.REQUEST_RUNNING, "The request with this Idempotency-Key still runs; ask again");
            }
            case Reservation.AnswerLost _ ->
                throw new ProblemException(
                        ProblemType.ANSWER_LOST,
                        "The request with this Idempotency-Key was carried out, but its answer was lost; read what it made");
            case Reservation.OtherRequest _ ->
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key was sent with another request; use a new one");
        };
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (!(request.getAttribute(RUN) instanceof Run run)) return;
        run.mark().close();
        ContentCachingResponseWrapper kept =
                Objects.requireNonNull(WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class));
        boolean ours = failure != null || kept.getStatus() >= 500 || kept.getStatus() == 429;
        Answer answer = new Answer(
                kept.getStatus(),
                kept.getContentType(),
                kept.getHeader("Location"),
                kept.getHeader("ETag"),
                new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8));
        try {
            db.platform(ONCE, ACTOR, tx -> {
                if (ours) IdempotencyKeys.release(tx, run.held());
                else IdempotencyKeys.answered(tx, run.held(), Secret.of(Json.write(answer)));
                return 0;
            });
        } catch (RuntimeException e) {
            LOG.warn("The answer to a request with an Idempotency-Key was not kept: {}", e.getMessage());
        }
    }

    private static void replay(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.contentType() != null) response.setContentType(answer.contentType());
        if (answer.location() != null) response.setHeader("Location", answer.location());
        if (answer.etag() != null) response.setHeader("ETag", answer.etag());
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The draft's field is a quoted string (RFC 8941); most clients send it bare, and both are taken. */
    private static String key(HttpServletRequest request) {
        String field = request.getHeader(HEADER);
        String key = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"")
                ? field.substring(1, field.length() - 1)
                : field;
        if (!key.matches("[!#-~]{1,200}")) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, HEADER + ": must be 1 to 200 visible ASCII characters");
        }
        return key;
    }

    private static byte[] hash(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String query = request.getQueryString();
            String target = request.getRequestURI() + "?" + (query == null ? "" : query) + "\n"
                    + request.getHeader("If-Match") + "\n";
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
