package dev.voiceops.debug;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.WebPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before this role's routes: the page session for all but the page itself, and no writing from another site. Also
 * sets the headers that keep the page to its own scripts.
 */
final class DebugGate implements HandlerInterceptor {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final PageSession session;

    DebugGate(PageSession session) {
        this.session = session;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getPackage().equals(DebugGate.class.getPackage())) {
            return true;
        }
        response.setHeader("Content-Security-Policy", WebPages.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (method.getBeanType().equals(PageRoutes.class)) {
            return true;
        }
        if (!session.knows(request)) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED, "Open the URL that voiceops printed; it holds the token");
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (!SAFE.contains(request.getMethod()) && !"same-origin".equals(site)) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Writing is only possible from this page itself");
        }
        return true;
    }
}
