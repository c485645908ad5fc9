package dev.voiceops.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.RequestCondition;

/** Lets a route answer only on its role's port: the same path on another role's port is a 404. Immutable. */
record PortCondition(int port) implements RequestCondition<PortCondition> {

    @Override
    public PortCondition combine(PortCondition other) {
        return other;
    }

    @Override
    public @Nullable PortCondition getMatchingCondition(HttpServletRequest request) {
        return request.getLocalPort() == port ? this : null;
    }

    @Override
    public int compareTo(PortCondition other, HttpServletRequest request) {
        return 0;
    }
}
