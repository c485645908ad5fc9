package dev.voiceops.http;

import dev.voiceops.contracts.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds each principal to its quota and tells it in the fields of draft-ietf-httpapi-ratelimit-headers. */
final class RateGate implements HandlerInterceptor {
    private final RateLimits limits;

    RateGate(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(request.getAttribute(Principal.class.getName()) instanceof Principal principal)) return true;
        RateLimits.Verdict verdict = limits.take(principal.actor().toString());
        response.setHeader("RateLimit-Policy", limits.policy());
        response.setHeader("RateLimit", "\"principal\";r=" + verdict.remaining() + ";t=" + verdict.resetSeconds());
        if (verdict.allowed()) return true;
        response.setHeader("Retry-After", Long.toString(verdict.retrySeconds()));
        throw new ProblemException(
                ProblemType.TOO_MANY_REQUESTS, "Try again after " + verdict.retrySeconds() + " seconds");
    }
}
