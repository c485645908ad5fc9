package dev.voiceops.control.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voiceops.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The public API and an MCP server of an n8n, small and by hand, with the shipped template in it. What it holds can be changed. */
public final class FakeN8n implements AutoCloseable {
    public static final String KEY = "an-n8n-api-key";
    final Map<String, ObjectNode> workflows = new ConcurrentSkipListMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile String mcpTools = "[]";
    private final HttpServer server;

    public FakeN8n() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/workflows", this::workflows);
        server.createContext("/mcp/shop", this::mcp);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Puts a shipped template there, published. */
    public ObjectNode publish(String id, String template) {
        Path file = Path.of("..", "..", "automation", "n8n", template + ".json");
        ObjectNode workflow = (ObjectNode) Json.tree(text(file));
        workflow.put("id", id).put("active", true).put("isArchived", false);
        workflows.put(id, workflow);
        return workflow;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node of a workflow by its type's last word. */
    static ObjectNode node(ObjectNode workflow, String type) {
        return workflow.path("nodes")
                .valueStream()
                .filter(node -> node.path("type").asString().endsWith("." + type))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void workflows(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-N8N-API-KEY"))) {
            answer(exchange, 401, "application/json", "{\"message\":\"unauthorized\"}");
            return;
        }
        String path = exchange.getRequestURI().getPath();
        if (!path.equals("/api/v1/workflows")) {
            ObjectNode one = workflows.get(path.substring(path.lastIndexOf('/') + 1));
            if (one == null) answer(exchange, 404, "application/json", "{\"message\":\"Not Found\"}");
            else answer(exchange, 200, "application/json", one.toString());
            return;
        }
        // one workflow a page: a cursor names the last
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String after = query.contains("cursor=") ? query.replaceFirst(".*cursor=", "") : "";
        TreeMap<String, ObjectNode> rest = new TreeMap<>(workflows);
        rest.headMap(after, true).clear();
        ObjectNode page = Json.mapper().createObjectNode();
        var data = page.putArray("data");
        if (!rest.isEmpty()) data.add(rest.firstEntry().getValue());
        if (rest.size() > 1) page.put("nextCursor", rest.firstKey());
        else page.putNull("nextCursor");
        answer(exchange, 200, "application/json", page.toString());
    }

    private void mcp(HttpExchange exchange) throws IOException {
        JsonNode message = Json.tree(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String method = message.path("method").asString();
        var headers = exchange.getRequestHeaders();
        asked.add(method);
        boolean mayEnter = ("Bearer " + KEY).equals(headers.getFirst("Authorization"))
                || KEY.equals(headers.getFirst("X-N8N-API-KEY"));
        if (!mayEnter) {
            answer(exchange, 403, "text/plain", "Authorization data is wrong!");
        } else if (method.equals("initialize")) {
            exchange.getResponseHeaders().set("mcp-session-id", "s-1");
            event(exchange, message, "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}}}");
        } else if (!"s-1".equals(headers.getFirst("Mcp-Session-Id"))) {
            answer(exchange, 400, "application/json", "{\"message\":\"no session\"}");
        } else if (method.equals("tools/list")) {
            event(exchange, message, "{\"tools\":" + Json.write(Json.tree(mcpTools)) + "}");
        } else {
            answer(exchange, 202, "text/plain", "");
        }
    }

    private static void event(HttpExchange exchange, JsonNode asked, String result) throws IOException {
        List<String> lines = new ArrayList<>(List.of("event: message"));
        lines.add("data: {\"jsonrpc\":\"2.0\",\"id\":" + asked.path("id") + ",\"result\":" + result + "}");
        answer(exchange, 200, "text/event-stream", String.join("\n", lines) + "\n\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
