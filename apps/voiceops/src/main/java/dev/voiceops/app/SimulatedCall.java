package dev.voiceops.app;

import dev.voiceops.contracts.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Places one phone call with the simulators and follows it to its end. Blocks; any thread. */
final class SimulatedCall {
    private final URI simulators;

    /** @param simulators their base URL */
    SimulatedCall(URI simulators) {
        this.simulators = simulators;
    }

    /**
     * Places the call of a shipped scenario.
     *
     * @param heard told each step as the caller perceives it: {@code at_ms, event, ...}
     * @return the caller's report: {@code call_sid, ended_by, reason, turns, judgements, as_scripted}
     * @throws StartupException when the simulators do not answer or refuse the call
     */
    JsonNode follow(String scenario, Consumer<JsonNode> heard) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulators + "/control/calls"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(Json.bytes(Map.of("scenario", scenario))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    throw new StartupException("the simulators refused the call: "
                            + Json.mapper()
                                    .readTree(lines.readLine())
                                    .path("detail")
                                    .asString("no reason given"));
                }
                return read(lines, heard);
            }
        } catch (IOException e) {
            throw new StartupException(
                    "the simulators at " + simulators + " do not answer; start them with ./voiceops up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted", e);
        }
    }

    private static JsonNode read(BufferedReader lines, Consumer<JsonNode> heard) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode step = Json.mapper().readTree(line);
            if (step.path("event").asString().equals("report")) {
                return step;
            }
            heard.accept(step);
        }
        throw new IOException("the call's progress broke off");
    }
}
