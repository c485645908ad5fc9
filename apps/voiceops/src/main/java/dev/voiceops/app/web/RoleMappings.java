package dev.voiceops.app.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.web.servlet.mvc.condition.RequestCondition;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Binds each controller to the port of the role whose package it lives in. */
final class RoleMappings implements WebMvcRegistrations {
    private final List<RolePort> ports;

    RoleMappings(List<RolePort> ports) {
        this.ports = List.copyOf(ports);
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            protected @Nullable RequestCondition<?> getCustomTypeCondition(Class<?> controller) {
                return ports.stream()
                        .filter(role -> role.owns(controller))
                        .map(role -> new PortCondition(role.port()))
                        .findFirst()
                        .orElse(null);
            }
        };
    }
}
