package dev.voiceops.bench;

import dev.voiceops.contracts.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Places simulated calls and follows each to its end. Any thread. */
final class Caller {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String simulators;
    private final String scenario;
    private final String webhook;

    /**
     * @param simulators their base URL
     * @param webhook whom Twilio asks what to do with a call; "" = the platform
     */
    Caller(String simulators, String scenario, String webhook) {
        this.simulators = simulators;
        this.scenario = scenario;
        this.webhook = webhook;
    }

    /**
     * How one call went, at the caller's ear; times in ms.
     *
     * @param webhooks how long each of Twilio's questions took to be answered with TwiML
     * @param gaps from the end of the caller's words to the agent's first sound
     * @param cleared from the caller's first sound into the agent's speech until the agent's audio was taken back
     */
    record Seen(
            String callSid,
            long durationMs,
            boolean asScripted,
            List<Long> webhooks,
            List<Long> gaps,
            List<Long> cleared) {}

    /** Blocks until the call is over. */
    Seen call() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(simulators + "/control/calls"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(
                        Json.bytes(Map.of("scenario", scenario, "webhook_url", webhook, "keep_audio", false))))
                .build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        var webhooks = new ArrayList<Long>();
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode step = Json.mapper().readTree(line);
                String event = step.path("event").asString("");
                if (event.equals("report")) return seen(step, webhooks);
                if (event.equals("webhook") && step.path("url").asString("").contains("/webhook/inbound")) {
                    webhooks.add(step.path("ms").asLong());
                }
            }
        }
        throw new IOException("a call's progress broke off, status " + response.statusCode());
    }

    private static Seen seen(JsonNode report, List<Long> webhooks) {
        return new Seen(
                report.path("call_sid").asString(),
                report.path("duration_ms").asLong(),
                report.path("as_scripted").asBoolean(),
                webhooks,
                ofTurns(report, "gap_ms"),
                ofTurns(report, "cleared_after_ms"));
    }

    private static List<Long> ofTurns(JsonNode report, String field) {
        return report.path("turns")
                .valueStream()
                .map(turn -> turn.path(field).asLong(-1))
                .filter(ms -> ms >= 0)
                .toList();
    }
}
