package dev.voiceops.simulators.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.simulators.Sims;
import dev.voiceops.simulators.SimulatedVendors;
import dev.voiceops.simulators.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The control API as its users see it. Calls placed here fail, since nobody answers at their webhook. */
class ControlDoorTest {
    private final SimulatedVendors sims = Sims.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        sims.close();
    }

    @Test
    void status_says_plainly_what_is_simulated_and_by_what() throws Exception {
        var status = Json.read(send("GET", "/control/status", "").body());
        assertThat(status.path("simulated").asBoolean()).isTrue();
        assertThat(status.path("engines").path("ears").asString()).contains("scripted");
        assertThat(status.path("engines").path("agent_voice").asString()).contains("no speech");
        assertThat(status.path("engines").path("brain").asString()).startsWith("scripted");
    }

    @Test
    void a_call_is_placed_and_followed_to_its_report_in_lines_or_in_events() throws Exception {
        var lines = send("POST", "/control/calls", "{\"scenario\":\"silent\"}", "accept", "application/x-ndjson")
                .body()
                .lines()
                .map(Json::read)
                .toList();
        assertThat(lines.getLast().path("event").asString()).isEqualTo("report");
        assertThat(lines.getLast().path("reason").asString()).isEqualTo("error_11205");
        assertThat(lines).anyMatch(line -> line.path("event").asString().equals("ended") && line.has("at_ms"));

        var sid = lines.getLast().path("call_sid").asString();
        var events = send("GET", "/control/calls/" + sid + "/events", "", "accept", "text/event-stream")
                .body();
        assertThat(events).contains("event: ended\ndata: {").endsWith("}\n\n");
        var call = Json.read(send("GET", "/control/calls/" + sid, "").body());
        assertThat(call.path("report").path("as_scripted").asBoolean(true)).isFalse();
        assertThat(send("GET", "/control/calls/" + sid + "/audio.wav", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void faults_are_set_listed_and_cleared() throws Exception {
        var fault = "{\"name\":\"stt-402\",\"vendor\":\"deepgram\",\"does\":{\"what\":\"http\",\"status\":402}}";
        assertThat(send("POST", "/control/faults", fault).statusCode()).isEqualTo(201);
        var list = Json.read(send("GET", "/control/faults", "").body());
        assertThat(list.path(0).path("fault").path("name").asString()).isEqualTo("stt-402");
        assertThat(list.path(0).path("fault").path("does").path("what").asString())
                .isEqualTo("http");
        assertThat(list.path(0).path("happened").asInt()).isZero();
        assertThat(send("DELETE", "/control/faults/stt-402", "").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/control/faults/stt-402", "").statusCode()).isEqualTo(404);
    }

    @Test
    void shipped_faults_are_set_by_name_and_cleared_with_a_post_too() throws Exception {
        assertThat(Json.read(send("GET", "/control/faults/shipped", "").body())).hasSizeGreaterThan(10);
        assertThat(send("POST", "/control/faults", "{\"shipped\":\"rime-limit\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send("POST", "/control/faults", "{\"shipped\":\"nothing\"}").body())
                .contains("there are deepgram-dies");
        assertThat(Json.read(send("POST", "/control/faults", "{\"clear\":\"\"}").body()))
                .isEmpty();
    }

    @Test
    void what_is_wrong_with_an_order_is_said() throws Exception {
        assertThat(send("POST", "/control/calls", "{\"scenario\":\"nothing\"}").body())
                .contains("there are demo");
        assertThat(send("POST", "/control/calls", "{\"scenarioo\":\"demo\"}").body())
                .contains("scenarioo");
        assertThat(send("POST", "/control/faults", "{\"name\":\"a\"}").statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/control/nowhere", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/elsewhere", "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_web_page_of_another_origin_cannot_write() throws Exception {
        var form = HttpRequest.newBuilder(URI.create(sims.url() + "/control/calls"))
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(http.send(form, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(sims.url() + path))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
