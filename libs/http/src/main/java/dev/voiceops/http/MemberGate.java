package dev.voiceops.http;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.store.Db;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.Tenants;
import dev.voiceops.store.Users.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before the routes for members: finds the principal, the tenant the request is about, and whether the permission is
 * there; hands {@link Principal} and {@link TenantScope}, in the portal {@link PortalScope}, to the route. Who has no role over
 * what the route is about is told that there is no such thing; only the internal team is told that it may not.
 */
final class MemberGate implements HandlerInterceptor, HandlerMethodArgumentResolver {
    private static final String PRINCIPAL = Principal.class.getName();
    private static final Set<Class<?>> HANDED = Set.of(Principal.class, TenantScope.class, PortalScope.class);

    private final Principals principals;
    private final Db db;
    private final Set<TenantId> known = ConcurrentHashMap.newKeySet();

    MemberGate(Principals principals, Db db) {
        this.principals = principals;
        this.db = db;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) return true;
        Access access = method.getBeanType().getAnnotation(Access.class);
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (access == null || access.value() != Access.By.MEMBER || needs == null) return true;
        Principal principal = principals.of(request).orElseThrow(() -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            return new ProblemException(ProblemType.UNAUTHENTICATED, "Sign in, or send Authorization: Bearer");
        });
        request.setAttribute(PRINCIPAL, principal);
        switch (needs.value().reach()) {
            case SELF -> {}
            case PLATFORM -> mustHave(needs.value(), Optional.ofNullable(principal.internalRole()), "route");
            case TENANT -> open(request, principal, needs.value());
        }
        return true;
    }

    private void open(HttpServletRequest request, Principal principal, Permission permission) {
        TenantId tenant = tenantOf(request, principal);
        mustHave(permission, principal.roleIn(tenant), "tenant");
        if (!known.contains(tenant)) {
            if (!db.tenant(tenant, principal.actor(), Tenants::exists)) throw absent("tenant");
            known.add(tenant); // tenants are never deleted
        }
        Object scope = permission == Permission.PORTAL_READ
                ? new PortalScope(tenant, principal, db)
                : new TenantScope(tenant, principal, db);
        request.setAttribute(scope.getClass().getName(), scope);
    }

    private static TenantId tenantOf(HttpServletRequest request, Principal principal) {
        String[] named = request.getParameterValues(TenantScope.PARAMETER);
        if (named == null) {
            return principal
                    .onlyTenant()
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.INVALID_REQUEST, "tenant_id: say in the query which tenant this is about"));
        }
        if (named.length != 1) throw new ProblemException(ProblemType.INVALID_REQUEST, "tenant_id: say it once");
        try {
            return new TenantId(UUID.fromString(named[0]));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "tenant_id: must be a UUID");
        }
    }

    private static void mustHave(Permission permission, Optional<Role> role, String about) {
        Role held = role.orElseThrow(() -> absent(about));
        if (permission.isOf(held)) return;
        if (held == Role.CLIENT_VIEWER) throw absent("route");
        throw new ProblemException(
                ProblemType.FORBIDDEN,
                "This needs the permission " + permission.name().toLowerCase(java.util.Locale.ROOT));
    }

    private static ProblemException absent(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return HANDED.contains(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object found = request.getAttribute(parameter.getParameterType().getName(), RequestAttributes.SCOPE_REQUEST);
        if (found == null)
            throw new IllegalStateException("the route's permission gives it no " + parameter.getParameterType());
        return found;
    }
}
