package dev.voiceops.connector.mockn8n;

import dev.voiceops.connector.http.Answer;
import dev.voiceops.connector.http.Request;
import dev.voiceops.connector.http.Route;
import dev.voiceops.connector.http.Route.Access;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The demo tools' endpoint, {@code /mock-n8n/<workflow>} and {@code /mock-n8n/webhook/<workflow>}: customer-lookup,
 * order-status, support-ticket. Status codes, bodies and types are those of n8n 2.41.1, held by the contract cases in
 * {@code automation/n8n/contract}. Its public API and MCP server ({@link MockApi}) list the same three. Like the shipped
 * templates, a workflow gives a repeated idempotency key its first answer again.
 */
public final class MockN8n {
    private static final String PREFIX = "/mock-n8n/";
    private static final String BROKEN = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Error</title>
            </head>
            <body>
            <pre>Internal Server Error</pre>
            </body>
            </html>
            """;
    private final Map<String, Workflow> workflows = Map.of(
            "customer-lookup", new CustomerLookup(),
            "order-status", new OrderStatus(),
            "support-ticket", new SupportTicket());
    private static final String JSON = "application/json; charset=utf-8";
    private static final String PUBLISH =
            "The workflow must be active for a production URL to run successfully. You can activate the workflow using the toggle "
                    + "in the top-right of the editor. Note that unlike test URL calls, production URL calls aren't shown on the "
                    + "canvas (only in the executions list)";
    private final AtomicLong executions = new AtomicLong();
    private final Semaphore lane = new Semaphore(1, true);
    private final SeenBefore seen = new SeenBefore();
    private final MockApi api = new MockApi(this::authorised);
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
        Optional<Answer> told = api.answer(request, request.path().substring(PREFIX.length()));
        if (told.isPresent()) return told.get();
        String path = request.path().substring(PREFIX.length()).replaceFirst("^webhook/", "");
        Workflow workflow = workflows.get(path);
        if (request.method().equals("OPTIONS")) {
            return workflow == null
                    ? new Answer(500, "text/html; charset=utf-8", BROKEN, Map.of())
                    : new Answer(204, "", "", Map.of());
        }
        if (workflow == null) {
            return answer(404, new Problem(404, notRegistered(request.method(), path), PUBLISH));
        }
        if (!request.method().equals("POST")) {
            return answer(404, new Problem(404, wrongMethod(request.method()), null));
        }
        if (!authorised(request)) {
            return new Answer(403, "", "Authorization data is wrong!", Map.of())
                    .with(Map.of("WWW-Authenticate", "Basic realm=\"Webhook\""));
        }
        return execute(path, workflow, request);
    }

    private static String notRegistered(String method, String path) {
        return "The requested webhook \"%s %s\" is not registered.".formatted(method, path);
    }

    private static String wrongMethod(String method) {
        return "This webhook is not registered for %s requests. Did you mean to make a POST request?".formatted(method);
    }

    private Answer execute(String path, Workflow workflow, Request request) throws InterruptedException {
        JsonNode body;
        Fault fault;
        try {
            body = Json.tree(request.body());
            fault = Fault.of(request);
        } catch (ContractViolation notJson) {
            return answer(422, new Problem(422, "Failed to parse request body", "Unexpected end of JSON input"));
        } catch (IllegalArgumentException unknown) {
            return Answer.text(400, "no such fault: see Fault.Kind");
        }
        long begun = System.nanoTime();
        wait(fault);
        JsonNode input = body.path("input").isObject() ? body.path("input") : body;
        String key = request.header("Idempotency-Key").orElse("");
        Answer answer = respond(fault.kind(), () -> seen.once(path, key, () -> workflow.run(input)));
        return answer.headers().isEmpty() ? answer : told(answer, System.nanoTime() - begun);
    }

    /** The templates tell how long they took, as {@code Server-Timing: n8n;dur=<ms>}. */
    private static Answer told(Answer answer, long nanos) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Server-Timing", "n8n;dur=" + TimeUnit.NANOSECONDS.toMillis(nanos));
        return answer.with(headers);
    }

    private void wait(Fault fault) throws InterruptedException {
        if (fault.kind() != Fault.Kind.QUEUE) {
            Thread.sleep(fault.waitMs());
            return;
        }
        lane.acquire();
        try {
            Thread.sleep(fault.waitMs());
        } finally {
            lane.release();
        }
    }

    /** The work is done, and the answer does not tell of it. */
    private static Answer after(Supplier<Workflow.Response> work, int status, Object told) {
        Workflow.Response _ = work.get();
        return answer(status, told);
    }

    private Answer respond(Fault.Kind fault, Supplier<Workflow.Response> work) {
        return switch (fault) {
            case NONE, SLOW, QUEUE -> withId(work.get());
            case LAST_NODE -> answer(work.get().status(), work.get().body());
            case IMMEDIATE -> after(work, 200, Map.of("message", "Workflow was started"));
            case ERROR -> answer(500, Map.of("message", "Error in workflow"));
            case ERROR_AFTER -> after(work, 500, Map.of("message", "Error in workflow"));
            case NO_RESPOND_NODE -> after(work, 500, new Fatal(0, "No Respond to Webhook node found in the workflow"));
            case TIMED_OUT -> answer(500, new Fatal(0, "The execution was cancelled because it timed out"));
            case EMPTY -> new Answer(200, JSON, "", Map.of());
            case TEXT -> new Answer(200, "text/html; charset=utf-8", "Your order is on its way.", Map.of());
            case GARBAGE -> new Answer(200, JSON, "{\"half\":", Map.of());
        };
    }

    private Answer withId(Workflow.Response response) {
        return answer(response.status(), response.body())
                .with(Map.of("X-N8N-Execution-Id", String.valueOf(executions.incrementAndGet())));
    }

    private static Answer answer(int status, Object body) {
        return new Answer(status, JSON, Json.write(body), Map.of());
    }

    private record Problem(
            int code, String message, @Nullable String hint) {}

    private record Fatal(int code, String message) {}

    private boolean authorised(Request request) {
        Optional<String> shown = request.header("X-N8N-API-KEY")
                .or(() -> request.header("Authorization")
                        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                        .map(value -> value.substring(7)));
        return shown.isPresent() && MessageDigest.isEqual(shown.get().getBytes(StandardCharsets.UTF_8), key);
    }
}
