package dev.voiceops.control.discovery;

import dev.voiceops.contracts.Json;
import dev.voiceops.control.egress.EgressAnswer;
import dev.voiceops.control.integrations.SecretHeader;
import dev.voiceops.store.IntegrationAccess;
import dev.voiceops.store.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The few messages of the Model Context Protocol that list tools: {@code initialize}, {@code notifications/initialized}, {@code
 * tools/list}, over streamable HTTP (specification of 2025-06-18; answers come as JSON or as one event of an event stream, as n8n
 * 2.41.1 sends them). Nothing is called. Blocks; any thread.
 */
final class McpServer {
    private static final String VERSION = "2025-06-18";
    private static final int MOST_PAGES = 20;

    private final Asking asking;

    McpServer(Asking asking) {
        this.asking = asking;
    }

    /** @param path of the MCP Server Trigger below n8n's root */
    List<Found> list(IntegrationAccess n8n, String path) {
        try {
            return new Session(n8n, path).tools();
        } catch (Asking.TooLarge large) {
            throw Asking.refused("The MCP server's answer is larger than 256 KiB");
        }
    }

    private static Found found(String path, JsonNode tool) {
        List<String> remarks = new ArrayList<>();
        JsonNode hints = tool.path("annotations");
        if (hints.path("readOnlyHint").asBoolean(false))
            remarks.add("It says of itself that it only reads; give class");
        else remarks.add("Give class; an MCP server cannot be trusted to know");
        remarks.add("Calls do not go over MCP: say which webhook serves the tool");
        JsonNode output = tool.path("outputSchema");
        return new Found(
                path + "#" + tool.path("name").stringValue(""),
                null,
                tool.path("title").stringValue(tool.path("name").stringValue("")),
                true,
                null,
                null,
                null,
                null,
                tool.path("name").stringValue(null),
                tool.path("description").stringValue(null),
                null,
                tool.path("inputSchema").isObject() ? closed(tool.path("inputSchema")) : null,
                output.isObject() ? output : null,
                remarks);
    }

    /**
     * The schema as a strict one: n8n opens each object to anything ({@code additionalProperties: true}) and names an older dialect,
     * neither of which it means.
     */
    private static JsonNode closed(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        if (copy instanceof ObjectNode object) object.remove("$schema");
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        node.forEach(McpServer::close);
    }

    /** One exchange of messages. */
    private final class Session {
        private final IntegrationAccess n8n;
        private final String path;
        private @Nullable String session;
        private int asked;

        Session(IntegrationAccess n8n, String path) {
            this.n8n = n8n;
            this.path = path;
        }

        List<Found> tools() throws Asking.TooLarge {
            call("initialize", initialize());
            send("notifications/initialized", Json.mapper().createObjectNode(), null);
            List<Found> found = new ArrayList<>();
            ObjectNode where = Json.mapper().createObjectNode();
            for (int page = 0; page < MOST_PAGES; page++) {
                JsonNode result = call("tools/list", where);
                if (!result.path("tools").isArray()) throw notMcp();
                result.path("tools").forEach(tool -> found.add(found(path, tool)));
                String next = result.path("nextCursor").stringValue("");
                if (next.isEmpty()) break;
                where = Json.mapper().createObjectNode().put("cursor", next);
            }
            return found;
        }

        private static ObjectNode initialize() {
            ObjectNode parameters = Json.mapper().createObjectNode().put("protocolVersion", VERSION);
            parameters.putObject("capabilities");
            parameters.putObject("clientInfo").put("name", "voiceops").put("version", "1");
            return parameters;
        }

        private JsonNode call(String method, ObjectNode parameters) throws Asking.TooLarge {
            int id = ++asked;
            EgressAnswer.Answered answer = send(method, parameters, id);
            answer.header("mcp-session-id").ifPresent(given -> session = given);
            JsonNode message = message(answer.body(), id).orElseThrow(Session::notMcp);
            if (!message.path("result").isObject()) {
                throw Asking.refused("The MCP server refuses " + method);
            }
            return message.path("result");
        }

        private EgressAnswer.Answered send(String method, ObjectNode parameters, @Nullable Integer id)
                throws Asking.TooLarge {
            ObjectNode body =
                    Json.mapper().createObjectNode().put("jsonrpc", "2.0").put("method", method);
            if (id != null) body.put("id", id);
            body.set("params", parameters);
            EgressAnswer.Answered answer = asking.ask(
                    new Asking.Question("POST", Catalogue.root(n8n.baseUrl()), path, "", headers(), Json.write(body)));
            return switch (answer.status()) {
                case 200, 202 -> answer;
                case 401, 403 -> throw Asking.refused("The MCP server refuses the integration's secret");
                case 404 ->
                    throw Asking.refused("There is no MCP server at that path; publish its workflow, check mcp_path");
                default -> throw Asking.refused("The MCP server answers with status " + answer.status());
            };
        }

        private Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Accept", "application/json, text/event-stream");
            headers.put("MCP-Protocol-Version", VERSION);
            if (session != null) headers.put("Mcp-Session-Id", session);
            Secret secret = n8n.secret();
            if (secret != null) {
                var shown = SecretHeader.of(n8n.settings(), secret);
                headers.put(shown.getKey(), shown.getValue());
            }
            return headers;
        }

        /** The answer to this question, out of a JSON body or of the events of a stream. */
        private static Optional<JsonNode> message(String body, int id) {
            if (body.stripLeading().startsWith("{")) return Optional.of(Asking.json(body));
            StringBuilder data = new StringBuilder();
            for (String line : (body + "\n\n").split("\r?\n", -1)) {
                if (line.startsWith("data:")) data.append(line.substring(5));
                if (!line.isEmpty() || data.isEmpty()) continue;
                JsonNode message = Asking.json(data.toString());
                if (message.path("id").asInt(-1) == id) return Optional.of(message);
                data.setLength(0);
            }
            return Optional.empty();
        }

        private static dev.voiceops.http.ProblemException notMcp() {
            return Asking.refused("Something answers there, but no MCP server; check mcp_path");
        }
    }
}
