package dev.voiceops.http;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Binds each controller to the port of the role whose package it lives in. */
final class RoleMappings implements WebMvcRegistrations {
    private static final Set<RequestMethod> SAFE = Set.of(RequestMethod.GET, RequestMethod.HEAD);

    private final List<RolePort> ports;

    RoleMappings(List<RolePort> ports) {
        this.ports = List.copyOf(ports);
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> controller) {
                RequestMappingInfo info = super.getMappingForMethod(method, controller);
                if (info != null) mustDeclare(info, method, controller);
                Optional<PortCondition> port = portOf(controller);
                return info == null || port.isEmpty()
                        ? info
                        : info.mutate().customCondition(port.get()).build();
            }
        };
    }

    private static void mustDeclare(RequestMappingInfo info, Method route, Class<?> controller) {
        Access access = controller.getAnnotation(Access.class);
        if (access == null || access.value() != Access.By.MEMBER) return;
        if (!route.isAnnotationPresent(Needs.class)) {
            throw new IllegalStateException(route + " does not say which permission it takes: add @Needs");
        }
        if (route.getAnnotation(Needs.class).value() == Permission.PORTAL_READ
                && Arrays.asList(route.getParameterTypes()).contains(TenantScope.class)) {
            throw new IllegalStateException(route + " is of the portal: take PortalScope in place of TenantScope");
        }
        boolean reads = SAFE.containsAll(info.getMethodsCondition().getMethods())
                && !info.getMethodsCondition().isEmpty();
        if (!reads && !route.isAnnotationPresent(Audited.class) && !route.isAnnotationPresent(NotSensitive.class)) {
            throw new IllegalStateException(route + " changes something: add @Audited or @NotSensitive");
        }
    }

    private Optional<PortCondition> portOf(Class<?> controller) {
        if (!controller.isAnnotationPresent(Access.class)) {
            throw new IllegalStateException(controller.getName() + " does not say who may call it: add @Access");
        }
        return ports.stream()
                .filter(role -> role.owns(controller))
                .map(role -> new PortCondition(role.port()))
                .findFirst();
    }
}
