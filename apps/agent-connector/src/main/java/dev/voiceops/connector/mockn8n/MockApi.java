package dev.voiceops.connector.mockn8n;

import dev.voiceops.connector.http.Answer;
import dev.voiceops.connector.http.Request;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of n8n's public API and of an MCP Server Trigger discovery asks for: {@code api/v1/workflows}, {@code api/v1/workflows/{id}},
 * and {@code mcp/voiceops} as streamable HTTP. Shapes, statuses and the page's cursor are those of n8n 2.41.1. Any thread.
 */
final class MockApi {
    private static final String WORKFLOWS = "api/v1/workflows";
    private static final String MCP = "mcp/voiceops";
    private static final String JSON = "application/json; charset=utf-8";
    private static final int USUAL = 100;
    private static final int MOST = 250;
    private static final Pattern AFTER = Pattern.compile("\\{\"limit\":([0-9]{1,3}),\"offset\":([0-9]{1,6})}");

    private final Predicate<Request> authorised;

    /** @param authorised whether a request shows the key */
    MockApi(Predicate<Request> authorised) {
        this.authorised = authorised;
    }

    /** The answer to a path below the root; empty: it is not one of these. */
    Optional<Answer> answer(Request request, String path) {
        if (path.equals(MCP)) return Optional.of(mcp(request));
        if (!path.equals(WORKFLOWS) && !path.startsWith(WORKFLOWS + "/")) return Optional.empty();
        if (request.header("X-N8N-API-KEY").isEmpty() || !authorised.test(request)) {
            return Optional.of(problem(401, "unauthorized"));
        }
        if (!request.method().equals("GET"))
            return Optional.of(problem(405, "GET only: the mock's workflows are fixed"));
        return Optional.of(path.equals(WORKFLOWS) ? page(request) : one(path.substring(WORKFLOWS.length() + 1)));
    }

    private static Answer page(Request request) {
        int limit = USUAL;
        int offset = 0;
        try {
            String cursor = request.query().get("cursor");
            if (cursor == null) {
                limit = Integer.parseInt(request.query().getOrDefault("limit", "" + USUAL));
            } else {
                var position = AFTER.matcher(new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8));
                if (!position.matches()) return problem(400, "An invalid cursor was provided");
                limit = Integer.parseInt(position.group(1));
                offset = Integer.parseInt(position.group(2));
            }
        } catch (IllegalArgumentException e) {
            return problem(400, "request/query/limit must be integer");
        }
        if (limit < 1 || limit > MOST) return problem(400, "request/query/limit must be <= " + MOST);
        List<JsonNode> rest =
                Published.ALL.stream().skip(offset).map(Published::shown).toList();
        ObjectNode page = Json.mapper().createObjectNode();
        page.putArray("data").addAll(rest.stream().limit(limit).toList());
        if (rest.size() > limit) {
            String next = "{\"limit\":" + limit + ",\"offset\":" + (offset + limit) + "}";
            page.put("nextCursor", Base64.getEncoder().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
        } else {
            page.putNull("nextCursor");
        }
        return new Answer(200, JSON, page.toString(), Map.of());
    }

    private static Answer one(String id) {
        return Published.ALL.stream()
                .filter(workflow -> workflow.id().equals(id))
                .findFirst()
                .map(workflow -> new Answer(200, JSON, workflow.shown().toString(), Map.of()))
                .orElseGet(() -> problem(404, "Not Found"));
    }

    private Answer mcp(Request request) {
        if (!authorised.test(request)) return Answer.text(403, "Authorization data is wrong!");
        if (!request.method().equals("POST")) return new Answer(405, "", "", Map.of());
        JsonNode asked;
        try {
            asked = Json.tree(request.body());
        } catch (ContractViolation e) {
            return event(Map.of(), error(Json.mapper().nullNode(), -32700, "Parse error"));
        }
        JsonNode id = asked.path("id");
        return switch (asked.path("method").stringValue("")) {
            case "initialize" ->
                event(Map.of("mcp-session-id", UUID.randomUUID().toString()), result(id, welcome()));
            case "notifications/initialized" -> new Answer(202, "", "", Map.of());
            case "tools/list" ->
                request.header("Mcp-Session-Id").isEmpty()
                        ? problem(400, "Bad Request: No valid session ID provided")
                        : event(Map.of(), result(id, tools()));
            default -> event(Map.of(), error(id, -32601, "Method not found"));
        };
    }

    private static ObjectNode welcome() {
        ObjectNode welcome = Json.mapper().createObjectNode().put("protocolVersion", "2025-06-18");
        welcome.putObject("capabilities").putObject("tools");
        welcome.putObject("serverInfo").put("name", "voiceops").put("version", "0.1.0");
        return welcome;
    }

    private static ObjectNode tools() {
        ObjectNode result = Json.mapper().createObjectNode();
        result.putArray("tools")
                .addAll(Published.ALL.stream().map(Published::asTool).toList());
        return result;
    }

    private static ObjectNode result(JsonNode id, ObjectNode result) {
        ObjectNode message = Json.mapper().createObjectNode();
        message.set("result", result);
        message.put("jsonrpc", "2.0").set("id", id);
        return message;
    }

    private static ObjectNode error(JsonNode id, int code, String text) {
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("jsonrpc", "2.0").putObject("error").put("code", code).put("message", text);
        message.set("id", id);
        return message;
    }

    private static Answer event(Map<String, String> headers, ObjectNode message) {
        return new Answer(200, "text/event-stream", "event: message\ndata: " + message + "\n\n", headers);
    }

    private static Answer problem(int status, String message) {
        return new Answer(status, JSON, Json.write(Map.of("message", message)), Map.of());
    }
}
