package dev.voiceops.debug;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The control API of the vendor simulators, which asks for no credential and answers on loopback only. Any thread; blocks. */
final class SimulatorControl implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final @Nullable URI simulators;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @param simulators their base URL; null: there are none */
    SimulatorControl(@Nullable URI simulators) {
        this.simulators = simulators;
    }

    JsonNode get(String what) {
        return send(request(what).GET());
    }

    JsonNode post(String what, JsonNode body) {
        return send(request(what)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    JsonNode delete(String what) {
        return send(request(what).DELETE());
    }

    private HttpRequest.Builder request(String what) {
        URI base = simulators;
        if (base == null) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "Every vendor is real here: there is nothing simulated to control");
        }
        return HttpRequest.newBuilder(URI.create(base + "/control/" + what)).timeout(DEADLINE);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            JsonNode body = response.body().length == 0
                    ? Json.mapper().createObjectNode()
                    : Json.mapper().readTree(response.body());
            if (response.statusCode() >= 400) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST, body.path("detail").asString("The simulators refused this"));
            }
            return body;
        } catch (IOException | JacksonException e) {
            throw new ProblemException(ProblemType.ROLE_UNREACHABLE, "The simulators do not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.ROLE_UNREACHABLE, "The simulators were not waited for");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
