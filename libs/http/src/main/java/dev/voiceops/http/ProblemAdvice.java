package dev.voiceops.http;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceFailure;
import dev.voiceops.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.core.JacksonException;

/** Turns whatever ended a request into a {@link Problem}. What is our fault is logged with the request's id and not told. */
@ControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String WRONG_PARAMETER = "A parameter is missing or not of its type";

    @ExceptionHandler
    void handle(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (e instanceof AsyncRequestNotUsableException || response.isCommitted()) return; // the caller has gone
        if (e instanceof ErrorResponse told) {
            told.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        RequestGate.write(problem(e), request, response);
    }

    private static Problem problem(Exception e) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case ContractViolation violation -> Problem.of(ProblemType.INVALID_REQUEST, violation.getMessage());
            case StoreException store -> database(store);
            case ServiceFailure failure -> Problem.of(ProblemType.ROLE_UNREACHABLE, failure.getMessage());
            case LimitedRequest.BodyTooLarge tooLarge -> tooLarge();
            case HttpMessageNotReadableException body -> unreadable(body);
            case TypeMismatchException mismatch -> Problem.of(ProblemType.INVALID_REQUEST, WRONG_PARAMETER);
            case ErrorResponse told -> told(told.getStatusCode());
            default -> ourFault(e);
        };
    }

    private static Problem database(StoreException e) {
        return switch (e.code()) {
            case UNAVAILABLE, OUTCOME_UNKNOWN, TIMEOUT, CONTENTION -> {
                LOG.warn("Request failed at the database: {}", e.getMessage());
                yield Problem.of(ProblemType.DATABASE_UNAVAILABLE, "Try again in a moment");
            }
            case CONFLICT, MISSING_REFERENCE, INVALID, DENIED, STALE, SEALED, EMBEDDED, INTERNAL -> ourFault(e);
        };
    }

    /** Message converters wrap what they met while reading the body. */
    private static Problem unreadable(HttpMessageNotReadableException e) {
        Optional<ContractViolation> fault = Optional.empty();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LimitedRequest.BodyTooLarge) {
                return tooLarge();
            }
            if (cause instanceof JacksonException json && fault.isEmpty()) fault = Optional.of(Json.violation(json));
        }
        return Problem.of(
                ProblemType.INVALID_REQUEST,
                fault.map(ContractViolation::getMessage).orElse("The route takes a JSON document, and got none"));
    }

    private static Problem tooLarge() {
        return Problem.of(ProblemType.TOO_LARGE, "At most " + RequestGate.MAX_BODY + " bytes");
    }

    private static Problem told(HttpStatusCode status) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status.value())
                .findFirst()
                .map(type -> Problem.of(type, detail(type)))
                .orElseGet(() -> Problem.plain(status.value()));
    }

    private static String detail(ProblemType type) {
        return switch (type) {
            case NOT_FOUND -> "There is no such route on this port";
            case METHOD_NOT_ALLOWED -> "The route exists; see the Allow header for its methods";
            case UNSUPPORTED_MEDIA_TYPE -> "See the Accept header for what the route takes";
            case INVALID_REQUEST -> WRONG_PARAMETER;
            default -> type.title();
        };
    }

    private static Problem ourFault(Exception e) {
        LOG.error("Request failed", e);
        return Problem.of(ProblemType.INTERNAL, "The request id finds the cause in the log");
    }
}
