package dev.voiceops.http;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Asks for the service credential where {@link Access} says so. It looks at the controller that matched, never at the path. */
final class ServiceGate implements HandlerInterceptor {
    private final ServiceToken token;

    ServiceGate(ServiceToken token) {
        this.token = token;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && servesRolesOnly(method.getBeanType())) {
            if (!token.opens(request.getHeader("Authorization"))) {
                response.setHeader("WWW-Authenticate", "Bearer");
                throw new ProblemException(
                        ProblemType.UNAUTHENTICATED, "Send Authorization: Bearer with the service token");
            }
        }
        return true;
    }

    private static boolean servesRolesOnly(Class<?> controller) {
        Access access = controller.getAnnotation(Access.class);
        return access != null && access.value() == Access.By.SERVICE;
    }
}
