package dev.voiceops.control.integrations;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Secret;
import java.util.Map;

/** How an n8n wants to see the secret: the header that its webhooks or its API ask for. Stateless. */
public final class SecretHeader {
    private static final String API_KEY = "X-N8N-API-KEY";

    private SecretHeader() {}

    /**
     * Name and value.
     *
     * @param settings the integration's settings as JSON text: {@code auth} is {@code api_key}, {@code header} (named by {@code
     *     header_name}) or, when it is left out, {@code bearer}
     */
    public static Map.Entry<String, String> of(String settings, Secret secret) {
        var read = Json.tree(settings);
        return of(read.path("auth").asString("bearer"), read.path("header_name").asString(API_KEY), secret);
    }

    static Map.Entry<String, String> of(String auth, String header, Secret secret) {
        return switch (auth) {
            case "api_key" -> Map.entry(API_KEY, secret.reveal());
            case "header" -> Map.entry(header, secret.reveal());
            default -> Map.entry("Authorization", "Bearer " + secret.reveal());
        };
    }
}
