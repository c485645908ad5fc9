package dev.voiceops.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.audio.Wav;
import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Fault;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.faults.When;
import dev.voiceops.simulators.voice.HeardWords;
import dev.voiceops.simulators.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Conformance list 5.3, over real sockets, with the humming voice. */
class RimeTest {
    private static final String QUERY = "?speaker=astra&modelId=coda&audioFormat=mulaw&samplingRate=8000&lang=en";
    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatedVendors sims = Sims.start();

    @AfterEach
    void stop() {
        sims.close();
    }

    @Test
    void a_flush_brings_chunks_with_word_times_and_then_one_done() {
        var socket = open("&segment=never");
        socket.send("{\"text\":\"Hello \",\"contextId\":\"t1\"}")
                .send("{\"text\":\"there.\"}")
                .send("{\"operation\":\"flush\"}");

        var messages = socket.until(is("done"));
        assertThat(messages.getFirst().path("type").asString()).isEqualTo("chunk");
        assertThat(messages).allMatch(one -> one.path("contextId").asString().equals("t1"));
        assertThat(audio(messages)).hasSize("Hello there.".length() * 65 * 8);
        var times = messages.stream()
                .filter(is("timestamps"))
                .findFirst()
                .orElseThrow()
                .path("word_timestamps");
        assertThat(times.path("words").valueStream().map(JsonNode::asString)).containsExactly("Hello", "there.");
        assertThat(times.path("start").path(0).asDouble()).isZero();
        assertThat(times.path("end").path(1).asDouble()).isEqualTo(0.78);

        socket.send("{\"operation\":\"flush\"}");
        assertThat(socket.json().path("type").asString()).isEqualTo("done");
    }

    @Test
    void by_sentence_speaks_each_sentence_as_it_is_complete_and_is_done_whenever_it_runs_dry() {
        var socket = open("");
        socket.send("{\"text\":\"One is here. Two\"}");
        assertThat(audio(socket.until(is("done")))).hasSize("One is here.".length() * 65 * 8);
        socket.send("{\"text\":\" is late. \"}");
        socket.until(is("done"));
        socket.send("{\"operation\":\"eos\"}");
        assertThat(socket.until(is("done"))).hasSize(1);
        assertThat(socket.next()).startsWith("close 1000");
    }

    @Test
    void immediate_speaks_every_message_and_eos_is_done_and_closes() {
        var socket = open("&segment=immediate");
        socket.send("{\"text\":\"no full stop\"}");
        assertThat(socket.until(is("done")).getFirst().path("contextId").isNull())
                .isTrue();
        socket.send("{\"operation\":\"eos\"}");
        socket.until(is("done"));
        assertThat(socket.next()).startsWith("close 1000");
    }

    @Test
    void a_clear_drops_text_and_speech_and_says_nothing() {
        var socket = open("&segment=never");
        socket.send("{\"text\":\"forget me\",\"contextId\":\"old\"}").send("{\"operation\":\"clear\"}");
        socket.send("{\"text\":\"hi\",\"contextId\":\"new\"}").send("{\"operation\":\"flush\"}");
        assertThat(socket.until(is("done")))
                .allMatch(one -> one.path("contextId").asString().equals("new"));
    }

    @Test
    void after_a_clear_one_late_chunk_may_still_come() {
        sims.close();
        try (var slow = SimulatedVendors.start(Sims.config().with(SimulationConfig.Pace.NATURAL))) {
            slow.faults().set(new Fault("late", Vendor.RIME, "ws3", When.AT_ONCE, new Deed.Quirk("late_chunk")));
            var socket = TestSocket.open(slow.socketUrl() + "/rime/ws3" + QUERY + "&segment=never", bearer());
            socket.send("{\"text\":\"a very long sentence to be cut\",\"contextId\":\"old\"}")
                    .send("{\"operation\":\"flush\"}");
            socket.until(is("chunk"));
            socket.send("{\"operation\":\"clear\"}")
                    .send("{\"text\":\"new\",\"contextId\":\"new\"}")
                    .send("{\"operation\":\"flush\"}");
            var messages = socket.until(one -> is("done").test(one));
            assertThat(messages)
                    .anyMatch(one -> one.path("contextId").asString().equals("old"));
            assertThat(messages.getLast().path("contextId").asString()).isEqualTo("new");
        }
    }

    @Test
    void nonsense_is_an_error_event_and_too_long_a_text_is_the_end() {
        var socket = open("&segment=never");
        socket.send("nonsense");
        assertThat(socket.json().path("type").asString()).isEqualTo("error");
        socket.send("{\"text\":\"" + "x".repeat(1001) + "\"}");
        assertThat(socket.next()).startsWith("close 1011 400: text is too long");
    }

    @Test
    void without_a_bearer_or_above_the_limit_the_upgrade_fails_in_plain_text() throws Exception {
        assertThatThrownBy(() -> TestSocket.open(sims.socketUrl() + "/rime/ws3" + QUERY, Map.of()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        failed -> assertThat(failed.getResponse().statusCode()).isEqualTo(401));
        sims.faults().set(new Fault("limit", Vendor.RIME, "ws3", When.AT_ONCE, new Deed.Http(429, "")));
        assertThatThrownBy(() -> open("")).hasCauseInstanceOf(WebSocketHandshakeException.class);

        var refused = post("{}", "", "audio/PCMU");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(text(refused)).isEqualTo("missing authorization header");
    }

    @Test
    void http_gives_mu_law_wav_or_json_and_checks_the_text() throws Exception {
        var body = "{\"text\":\"Hello.\",\"speaker\":\"astra\",\"modelId\":\"arcana\",\"samplingRate\":8000}";
        var mulaw = post(body, "Bearer simulated", "audio/PCMU");
        assertThat(mulaw.body()).hasSize(6 * 65 * 8);
        assertThat(mulaw.headers().firstValue("content-type")).hasValue("audio/PCMU");
        assertThat(mulaw.headers().firstValue("x-simulated-model")).hasValue("coda");
        assertThat(Wav.read(new ByteArrayInputStream(
                                post(body, "Bearer simulated", "audio/wav").body()))
                        .millis())
                .isEqualTo(390);
        assertThat(Json.read(text(post(body, "Bearer simulated", "")))
                        .path("audioContent")
                        .asString())
                .isNotBlank();

        var unknown = post(body.replace("arcana", "nothing"), "Bearer simulated", "audio/PCMU");
        assertThat(unknown.headers().firstValue("x-simulated-model")).hasValue("mistv3");
        assertThat(text(post("{}", "Bearer simulated", "audio/PCMU"))).isEqualTo("text is required");
        assertThat(text(post("{\"text\":\"a\"}", "Bearer simulated", "audio/PCMU")))
                .isEqualTo("speaker is required");
    }

    @Test
    void what_was_heard_can_be_told_from_the_sound_however_it_was_cut() {
        var socket = open("&segment=never");
        socket.send("{\"text\":\"One two three four five six.\"}").send("{\"operation\":\"flush\"}");
        var sound = audio(socket.until(is("done")));
        var ear = new HeardWords(sims.voiceprints());
        int threeEnds = "One two three".length() * 65 * 8;
        for (int at = 37; at < threeEnds; at += 91) {
            ear.sound(sound, at, Math.min(91, threeEnds - at));
        }
        assertThat(ear.take()).isEqualTo("One two three");
        assertThat(ear.take()).isEmpty();
    }

    private TestSocket open(String more) {
        return TestSocket.open(sims.socketUrl() + "/rime/ws3" + QUERY + more, bearer());
    }

    private static Map<String, String> bearer() {
        return Map.of("authorization", "Bearer simulated");
    }

    private HttpResponse<byte[]> post(String body, String authorization, String accept) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(sims.url() + "/rime/v1/rime-tts"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        if (!accept.isEmpty()) {
            request.header("accept", accept);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static byte[] audio(List<JsonNode> messages) {
        var all = new ByteArrayOutputStream();
        messages.stream()
                .filter(is("chunk"))
                .forEach(chunk -> all.writeBytes(
                        Base64.getDecoder().decode(chunk.path("data").asString())));
        return all.toByteArray();
    }

    private static Predicate<JsonNode> is(String type) {
        return message -> message.path("type").asString("").equals(type);
    }
}
