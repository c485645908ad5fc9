package dev.voiceops.control.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.voiceops.contracts.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's description as a test holds answers against it: closer than callers should, for an answer with a member that is not
 * described is a fault of the description.
 */
public final class Description {
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode document;
    private final ObjectNode closed;

    /** @param document the text of {@code /openapi.json} */
    public Description(String document) {
        this.document = Json.tree(document);
        this.closed =
                (ObjectNode) this.document.path("components").path("schemas").deepCopy();
        for (JsonNode schema : closed) {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        }
    }

    public JsonNode document() {
        return document;
    }

    JsonNode operation(String verb, String path) {
        return document.path("paths").path(path).path(verb.toLowerCase(Locale.ROOT));
    }

    /** What is wrong with an answer of this route: its status, its media type or its body; empty when all is as described. */
    public List<String> faults(String verb, String path, HttpResponse<String> answer) {
        JsonNode responses = operation(verb, path).path("responses");
        String status = Integer.toString(answer.statusCode());
        JsonNode response = resolved(responses.has(status) ? responses.path(status) : responses.path("default"));
        if (answer.statusCode() < 400 && !responses.has(status)) return List.of(status + " is not described");
        String media = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode content = response.path("content");
        if (content.isMissingNode()) return answer.body().isEmpty() ? List.of() : List.of("a body is not described");
        if (!content.has(media)) return List.of(media + " is not described");
        return bodyFaults(content.path(media).path("schema"), answer.body());
    }

    /** What is wrong with a request's body for this route. */
    public List<String> requestFaults(String verb, String path, String body) {
        JsonNode content =
                operation(verb, path).path("requestBody").path("content").path("application/json");
        return content.isMissingNode() ? List.of("no body is described") : bodyFaults(content.path("schema"), body);
    }

    private List<String> bodyFaults(JsonNode schema, String body) {
        if (schema.isMissingNode()) return List.of();
        ObjectNode whole = Json.mapper().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.putObject("components").set("schemas", closed);
        List<String> faults = new ArrayList<>();
        for (Error error : registry.getSchema(whole).validate(Json.tree(body))) faults.add(error.toString());
        return faults;
    }

    private JsonNode resolved(JsonNode response) {
        String reference = response.path("$ref").asString("");
        return reference.isEmpty() ? response : document.at(reference.substring(1));
    }
}
