package dev.voiceops.control.openapi;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.http.Comments;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.TenantScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole description: OpenAPI 3.1.1, made of the routes that there are. Pure functions. */
final class Documented {
    static final String RESPONSES = "#/components/responses/";

    private static final int[] PROBLEMS = {400, 401, 403, 404, 413, 415, 429};

    private Documented() {}

    static ObjectNode of(List<Route> routes) {
        ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Voice Agent Ops")
                .put("summary", "Create, publish and operate AI phone agents, and read what their calls came to.")
                .put("description", manners())
                .put("version", "1");
        document.putArray("servers").addObject().put("url", "/").put("description", "This control plane");
        SchemaBook schemas = new SchemaBook();
        tags(document.putArray("tags"), routes);
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            paths.withObjectProperty(route.path())
                    .set(route.verb().name().toLowerCase(Locale.ROOT), Operation.of(route, schemas));
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.schemas());
        parameters(components.putObject("parameters"));
        responses(components.putObject("responses"));
        security(components.putObject("securitySchemes"));
        return document;
    }

    static String phrase(int status) {
        return Objects.requireNonNull(HttpStatus.resolve(status), "a status HTTP knows")
                .getReasonPhrase();
    }

    private static void tags(ArrayNode tags, List<Route> routes) {
        Map<String, Class<?>> features = new TreeMap<>();
        routes.forEach(route -> features.put(route.feature(), route.handler().getBeanType()));
        features.forEach((name, controller) -> {
            ObjectNode tag = tags.addObject().put("name", name);
            SchemaBook.describe(tag, Comments.of(controller));
        });
    }

    private static void parameters(ObjectNode parameters) {
        ObjectNode tenant = parameter(parameters, "TenantId", "query", TenantScope.PARAMETER);
        tenant.put(
                "description", "The tenant this is about. A client's person or key with one tenant may leave it out.");
        schema(tenant).put("format", "uuid");
        ObjectNode limit = parameter(parameters, "Limit", "query", "limit");
        limit.put("description", "Most items of the page.");
        schema(limit)
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", Cursor.MOST)
                .put("default", Cursor.USUAL);
        parameter(parameters, "Cursor", "query", "cursor")
                .put("description", "The `next_cursor` of the page before; left out for the first page.");
        ObjectNode once = parameter(parameters, "IdempotencyKey", "header", "Idempotency-Key");
        once.put(
                "description",
                "A word of your choice: the same request with the same key is carried out once, and its"
                        + " repetitions get the same answer for 24 hours.");
        schema(once).put("minLength", 1).put("maxLength", 200);
    }

    private static ObjectNode parameter(ObjectNode parameters, String key, String in, String name) {
        ObjectNode parameter =
                parameters.putObject(key).put("name", name).put("in", in).put("required", false);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    private static ObjectNode schema(ObjectNode parameter) {
        return (ObjectNode) parameter.path("schema");
    }

    private static void responses(ObjectNode responses) {
        problem(responses, "Problem", "Any other problem");
        for (int status : PROBLEMS) problem(responses, "Problem" + status, phrase(status));
        header(responses, 401, "WWW-Authenticate", "string");
        header(responses, 429, "Retry-After", "integer");
    }

    private static void problem(ObjectNode responses, String name, String description) {
        ObjectNode problem = responses.putObject(name).put("description", description);
        problem.putObject("content")
                .putObject(Problem.MEDIA_TYPE)
                .putObject("schema")
                .put("$ref", SchemaBook.PLACE + SchemaBook.base(Problem.class));
    }

    private static void header(ObjectNode responses, int status, String name, String type) {
        ((ObjectNode) responses.path("Problem" + status))
                .putObject("headers")
                .putObject(name)
                .putObject("schema")
                .put("type", type);
    }

    private static void security(ObjectNode schemes) {
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An access token of `POST /auth/login`, or an API key (`vok_...`).");
        schemes.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "__Host-voiceops")
                .put("description", "A browser's session, begun at `POST /auth/login` with `\"session\": \"cookie\"`.");
        schemes.putObject("csrf")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-CSRF-Token")
                .put(
                        "description",
                        "The session's `csrf_token`, see `GET /auth/me`; with each request that changes something.");
        schemes.putObject("service")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The credential that the platform's roles show each other.");
        schemes.putObject("twilio")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-Twilio-Signature")
                .put("description", "Twilio's signature over the public URL and the form.");
    }

    private static String manners() {
        try (InputStream text = Documented.class.getResourceAsStream("/openapi/manners.md")) {
            return new String(Objects.requireNonNull(text, "it is in this jar").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
