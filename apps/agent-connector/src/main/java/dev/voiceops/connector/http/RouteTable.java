package dev.voiceops.connector.http;

import dev.voiceops.connector.http.Route.Access;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceFailure;
import dev.voiceops.contracts.ServiceToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, checks its access and turns every failure into a problem document. Any thread. */
final class RouteTable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteTable.class);
    private final List<Route> routes;
    private final ServiceToken token;

    RouteTable(List<Route> routes, ServiceToken token) {
        this.routes = List.copyOf(routes);
        this.token = token;
    }

    /** @param request its {@code inPath} is empty and is filled here */
    Answer answer(Request request) {
        boolean known = false;
        for (Route route : routes) {
            Optional<Map<String, String>> parts = route.match(request.path());
            if (parts.isPresent() && route.takes(request.method())) {
                return answer(route, request, parts.get());
            }
            known |= parts.isPresent();
        }
        return known
                ? Answer.problem(ProblemType.METHOD_NOT_ALLOWED, request + " is not offered")
                : Answer.problem(ProblemType.NOT_FOUND, "no such route on the connector's port");
    }

    private Answer answer(Route route, Request bare, Map<String, String> parts) {
        if (route.access() == Access.SERVICE && !token.opens(bare.headers().apply("Authorization"))) {
            return Answer.problem(ProblemType.UNAUTHENTICATED, "send the service token as a bearer");
        }
        try {
            return route.handler()
                    .handle(new Request(bare.method(), bare.path(), parts, bare.query(), bare.headers(), bare.body()));
        } catch (ContractViolation violation) {
            return Answer.problem(ProblemType.INVALID_REQUEST, String.valueOf(violation.getMessage()));
        } catch (Refusal refusal) {
            return Answer.problem(refusal.type(), String.valueOf(refusal.getMessage()));
        } catch (ServiceFailure failure) {
            return Answer.problem(ProblemType.ROLE_UNREACHABLE, String.valueOf(failure.getMessage()));
        } catch (Exception failure) {
            LOG.error("a request failed: {}", bare, failure);
            return Answer.problem(ProblemType.INTERNAL, "see the connector's log");
        }
    }
}
