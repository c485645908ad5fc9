package dev.voiceops.connector.mockn8n;

import dev.voiceops.connector.http.Answer;
import dev.voiceops.connector.http.Request;
import dev.voiceops.connector.http.Route;
import dev.voiceops.connector.http.Route.Access;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * The demo tools' endpoint, {@code /mock-n8n/<workflow>} and {@code /mock-n8n/webhook/<workflow>}: customer-lookup,
 * order-status, support-ticket. Status codes and bodies are those measured on n8n 2.41.1.
 */
public final class MockN8n {
    private static final String PREFIX = "/mock-n8n/";
    private final Map<String, Workflow> workflows = Map.of(
            "customer-lookup", new CustomerLookup(),
            "order-status", new OrderStatus(),
            "support-ticket", new SupportTicket());
    private final AtomicLong executions = new AtomicLong();
    private final byte[] key;

    /** @param key what callers must show, as a bearer or in {@code X-N8N-API-KEY}; a secret */
    public MockN8n(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** Its routes; they check the key themselves, as n8n does. */
    public List<Route> routes() {
        return List.of(new Route("*", PREFIX + "**", Access.PUBLIC, this::answer));
    }

    private Answer answer(Request request) throws InterruptedException {
        String path = request.path().substring(PREFIX.length()).replaceFirst("^webhook/", "");
        Workflow workflow = workflows.get(path);
        if (request.method().equals("OPTIONS")) {
            return workflow == null ? Answer.text(500, "<html>Error</html>") : new Answer(204, "", "", Map.of());
        }
        if (workflow == null) {
            return unregistered("The requested webhook \"%s %s\" is not registered.".formatted(request.method(), path));
        }
        if (!request.method().equals("POST")) {
            return unregistered("This webhook is not registered for %s requests. Did you mean to make a POST request?"
                    .formatted(request.method()));
        }
        if (!authorised(request)) {
            return Answer.text(403, "Authorization data is wrong!")
                    .with(Map.of("WWW-Authenticate", "Basic realm=\"Webhook\""));
        }
        return execute(workflow, request);
    }

    private Answer execute(Workflow workflow, Request request) throws InterruptedException {
        JsonNode body;
        Fault fault;
        try {
            body = Json.tree(request.body());
            fault = Fault.of(request);
        } catch (ContractViolation notJson) {
            return Answer.json(422, problem(422, "Failed to parse request body", "Send JSON."));
        } catch (IllegalArgumentException unknown) {
            return Answer.text(400, "no such fault: see Fault.Kind");
        }
        Thread.sleep(fault.waitMs());
        return respond(
                workflow, body, fault.kind(), request.header("Idempotency-Key").orElse(""));
    }

    private Answer respond(Workflow workflow, JsonNode body, Fault.Kind fault, String idempotencyKey) {
        JsonNode input = body.path("input").isObject() ? body.path("input") : body;
        return switch (fault) {
            case NONE, SLOW -> done(workflow.run(input, idempotencyKey));
            case ERROR -> failed("Error in workflow");
            case ERROR_AFTER -> {
                workflow.run(input, idempotencyKey);
                yield failed("Error in workflow");
            }
            case TIMED_OUT ->
                Answer.json(500, Map.of("code", 0, "message", "The execution was cancelled because it timed out"));
            case EMPTY -> new Answer(200, "application/json", "", Map.of());
            case GARBAGE -> new Answer(200, "application/json", "{\"half\":", Map.of());
        };
    }

    private Answer done(Workflow.Response response) {
        return Answer.json(response.status(), response.body())
                .with(Map.of("X-N8N-Execution-Id", String.valueOf(executions.incrementAndGet())));
    }

    private static Answer failed(String message) {
        return Answer.json(500, Map.of("message", message));
    }

    private static Answer unregistered(String message) {
        return Answer.json(404, problem(404, message, "The workflow must be published for this path to be found."));
    }

    private static Map<String, Object> problem(int code, String message, String hint) {
        return Map.of("code", code, "message", message, "hint", hint);
    }

    private boolean authorised(Request request) {
        Optional<String> shown = request.header("X-N8N-API-KEY")
                .or(() -> request.header("Authorization")
                        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                        .map(value -> value.substring(7)));
        return shown.isPresent() && MessageDigest.isEqual(shown.get().getBytes(StandardCharsets.UTF_8), key);
    }
}
