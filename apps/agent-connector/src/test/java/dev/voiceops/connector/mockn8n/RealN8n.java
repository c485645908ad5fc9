package dev.voiceops.connector.mockn8n;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.connector.Eventually;
import dev.voiceops.contracts.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A real n8n, worked through its public API; what is imported is taken away again. */
final class RealN8n implements AutoCloseable {
    private static final String SIGNING_KEY = "the signing key of the contract";
    private final HttpClient http;
    private final String base;
    private final String key;
    private final List<String> workflows = new ArrayList<>();

    RealN8n(HttpClient http, URI base, String key) {
        this.http = http;
        this.base = base.toString().replaceAll("/+$", "");
        this.key = key;
    }

    URI webhook(String path) {
        return URI.create(base + "/webhook/" + path);
    }

    /** Imports the workflows and publishes them, but for the one named so. */
    void importContract(JsonNode all, String token) throws Exception {
        String credential = credential(token);
        for (var each : all.properties())
            publish(each.getValue(), credential, !each.getKey().equals("unpublished"));
    }

    /** Imports a template as an operator would: chooses a credential, enters the signing key, publishes. */
    void importTemplate(JsonNode template, String token) throws Exception {
        publish(template, credential(token), true);
    }

    private String credential(String token) throws Exception {
        Map<String, String> data = Map.of("name", "Authorization", "value", "Bearer " + token);
        return call("POST", "/credentials", Map.of("name", "voiceops contract", "type", "httpHeaderAuth", "data", data))
                .path("id")
                .asString();
    }

    private String signing() throws Exception {
        Map<String, String> data = Map.of("hmacSecret", SIGNING_KEY);
        return call("POST", "/credentials", Map.of("name", "voiceops signing key", "type", "crypto", "data", data))
                .path("id")
                .asString();
    }

    private void publish(JsonNode workflow, String credential, boolean active) throws Exception {
        String path = "";
        for (JsonNode node : workflow.path("nodes")) {
            if (node.path("type").asString().equals("n8n-nodes-base.webhook")) {
                path = node.path("parameters").path("path").asString();
                ((ObjectNode) node)
                        .putObject("credentials")
                        .putObject("httpHeaderAuth")
                        .put("id", credential)
                        .put("name", "voiceops contract");
            }
            if (node.path("type").asString().equals("n8n-nodes-base.crypto")) {
                ((ObjectNode) node)
                        .putObject("credentials")
                        .putObject("crypto")
                        .put("id", signing())
                        .put("name", "voiceops signing key");
            }
        }
        String id = call("POST", "/workflows", workflow).path("id").asString();
        workflows.add(id);
        if (!active) return;
        call("POST", "/workflows/" + id + "/activate", Map.of());
        URI webhook = webhook(path);
        Eventually.holds(() -> probe(webhook) == 204); // publishing is asynchronous
    }

    private int probe(URI webhook) throws Exception {
        HttpRequest probe = HttpRequest.newBuilder(webhook)
                .header("Origin", "https://example.com") // without it n8n fails
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody())
                .build();
        return http.send(probe, BodyHandlers.discarding()).statusCode();
    }

    HttpResponse<String> signed(String path, String idempotencyKey, String body, String token) throws Exception {
        return send(path, idempotencyKey, body, token, SIGNING_KEY);
    }

    HttpResponse<String> forged(String path, String idempotencyKey, String body, String token) throws Exception {
        return send(path, idempotencyKey, body, token, "a guess");
    }

    private HttpResponse<String> send(String path, String idempotencyKey, String body, String token, String signingKey)
            throws Exception {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(webhook(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .header("X-Voiceops-Timestamp", timestamp)
                .header("X-Voiceops-Signature", "v1=" + hmac(signingKey, timestamp + "." + idempotencyKey + "." + body))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String hmac(String key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    private JsonNode call(String method, String path, Object body) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() / 100 != 2)
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        return answer.body().isEmpty() ? Json.tree("{}") : Json.tree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .header("X-N8N-API-KEY", key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Json.write(body)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try {
            for (String id : workflows) {
                call("POST", "/workflows/" + id + "/deactivate", Map.of());
                Eventually.holds(
                        () -> send("DELETE", "/workflows/" + id, Map.of()).statusCode() != 409); // so is unpublishing
            }
        } catch (Exception e) {
            throw new IllegalStateException("the real n8n keeps workflows of this test", e);
        }
    }
}
