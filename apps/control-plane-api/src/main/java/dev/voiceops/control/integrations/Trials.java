package dev.voiceops.control.integrations;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Secret;
import dev.voiceops.vendors.livekit.LiveKitProbe;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries connections: one small request that changes nothing, through the door that all requests to tenants' systems take. Blocks;
 * safe for all threads.
 */
final class Trials {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Outbound outbound;

    Trials(Outbound outbound) {
        this.outbound = outbound;
    }

    Trial run(Connection connection) {
        Secret secret = connection.secret();
        if (secret == null) return Trial.of(Trial.Result.UNAUTHORIZED);
        return switch (connection.kind()) {
            case N8N -> n8n(connection, secret);
            case TWILIO -> {
                String account = connection.settings().getOrDefault("account_sid", "");
                yield asked(get(
                        connection.baseUrl() + "/2010-04-01/Accounts/" + account + ".json",
                        Map.of("Authorization", "Basic " + base64(account + ":" + secret.reveal()))));
            }
            case DEEPGRAM ->
                asked(get(connection.baseUrl() + "/v1/projects", Map.of("Authorization", "Token " + secret.reveal())));
            case OPENAI -> asked(get(connection.baseUrl() + "/models", bearer(secret)));
            case RIME -> asked(rime(connection.baseUrl(), secret));
            case LIVEKIT -> {
                String key = connection.settings().getOrDefault("api_key", "");
                LiveKitProbe probe = new LiveKitProbe(connection.baseUrl(), key, secret.reveal());
                yield asked(new Outbound.Request(
                        "POST",
                        probe.url(),
                        headers(Map.of("Authorization", "Bearer " + probe.token())),
                        "{}",
                        PATIENCE));
            }
        };
    }

    /**
     * Only n8n's public API tells whether a key is right, and only for keys of that API; webhooks check their header when they are
     * called, and none may be called for a test.
     */
    private Trial n8n(Connection connection, Secret secret) {
        String auth = connection.settings().getOrDefault("auth", "bearer");
        URI base = connection.baseUrl();
        var header = SecretHeader.of(auth, connection.settings().getOrDefault("header_name", ""), secret);
        Map<String, String> shown = Map.of(header.getKey(), header.getValue());
        if (auth.equals("api_key")) return asked(get(origin(base) + "/api/v1/workflows?limit=1", shown));
        Trial health = asked(get(base + "/healthz", shown));
        if (health.result() == Trial.Result.NOT_FOUND) health = asked(get(origin(base) + "/healthz", shown));
        return health.result() == Trial.Result.OK
                ? new Trial(Trial.Result.REACHED, Trial.of(Trial.Result.REACHED).detail(), health.httpStatus())
                : health;
    }

    /** One word, which costs a fraction of a cent: Rime has no other route that asks for the key. */
    private static Outbound.Request rime(URI base, Secret secret) {
        String body = Json.write(Map.of("text", "Hi", "speaker", "astra", "modelId", "coda", "samplingRate", 8000));
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer " + secret.reveal(),
                "Accept",
                "audio/PCMU",
                "Content-Type",
                "application/json");
        return new Outbound.Request("POST", URI.create(base + "/v1/rime-tts"), headers, body, PATIENCE);
    }

    private Trial asked(Outbound.Request request) {
        return switch (outbound.send(request)) {
            case Outbound.Answered answered -> Trial.answered(answered.status());
            case Outbound.Failed failed ->
                Trial.of(
                        switch (failed.code()) {
                            case "egress_refused", "request_invalid" -> Trial.Result.NOT_ALLOWED;
                            case "tls_failed" -> Trial.Result.TLS_FAILED;
                            case "timeout" -> Trial.Result.TIMEOUT;
                            case "unreachable" -> Trial.Result.UNREACHABLE;
                            default -> Trial.Result.LOST;
                        });
        };
    }

    private static Outbound.Request get(String url, Map<String, String> headers) {
        return new Outbound.Request("GET", URI.create(url), headers(headers), "", PATIENCE);
    }

    private static Map<String, String> headers(Map<String, String> own) {
        Map<String, String> headers = new java.util.TreeMap<>(own);
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private static Map<String, String> bearer(Secret secret) {
        return Map.of("Authorization", "Bearer " + secret.reveal());
    }

    private static String origin(URI base) {
        return base.getScheme() + "://" + base.getRawAuthority();
    }

    private static String base64(@Nullable String text) {
        return Base64.getEncoder().encodeToString(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    }
}
