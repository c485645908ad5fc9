package dev.voiceops.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.audio.Mulaw;
import dev.voiceops.simulators.SimulationConfig.Pace;
import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Fault;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.faults.When;
import dev.voiceops.simulators.openai.ChatStyle;
import dev.voiceops.simulators.rime.SpeechStyle;
import java.net.http.WebSocketHandshakeException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Conformance list 5.2, over real sockets, with scripted ears. */
class DeepgramTest {
    private static final String QUERY =
            "?model=nova-3&encoding=mulaw&sample_rate=8000&interim_results=true&endpointing=300"
                    + "&utterance_end_ms=1000&vad_events=true&punctuate=true";
    private static final String FLUX = "?model=flux-general-en&encoding=mulaw&sample_rate=8000&eager_eot_threshold=0.4";
    private final SimulatedVendors sims =
            SimulatedVendors.start(Sims.config().with(new Pace(ChatStyle.INSTANT, SpeechStyle.INSTANT, 1_500)));

    @AfterEach
    void stop() {
        sims.close();
    }

    @Test
    void without_a_token_the_upgrade_fails_with_its_reason() {
        assertThatThrownBy(() -> TestSocket.open(sims.socketUrl() + "/deepgram/v1/listen" + QUERY, Map.of()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, failed -> {
                    assertThat(failed.getResponse().statusCode()).isEqualTo(401);
                    assertThat(failed.getResponse().headers().firstValue("dg-error"))
                            .hasValue("INVALID_AUTH");
                    assertThat(failed.getResponse().headers().firstValue("dg-request-id"))
                            .isPresent();
                });
    }

    @Test
    void speech_becomes_speech_started_then_interim_then_final_with_speech_final_then_utterance_end() {
        var socket = listen(QUERY);
        hear(socket, "where is my order");
        silence(socket, 1_500);

        var messages = socket.until(is("UtteranceEnd"));
        assertThat(messages.getFirst().path("type").asString()).isEqualTo("SpeechStarted");
        var results = messages.stream().filter(is("Results")).toList();
        assertThat(results.getFirst().path("is_final").asBoolean()).isFalse();
        assertThat(transcript(results.getFirst())).isSubstringOf("where is my order");
        var last = results.getLast();
        assertThat(last.path("is_final").asBoolean()).isTrue();
        assertThat(last.path("speech_final").asBoolean()).isTrue();
        assertThat(last.path("from_finalize").asBoolean()).isFalse();
        assertThat(transcript(last)).isEqualTo("Where is my order?");
        var words = last.path("channel").path("alternatives").path(0).path("words");
        assertThat(words).hasSize(4);
        assertThat(words.path(3).path("punctuated_word").asString()).isEqualTo("order?");
        assertThat(words.path(3).path("end").asDouble()).isBetween(1.0, 1.2);
        assertThat(messages.getLast().path("last_word_end").asDouble())
                .isEqualTo(words.path(3).path("end").asDouble());
    }

    @Test
    void speech_final_can_stay_away_and_leave_it_to_utterance_end() {
        fault("listen", When.AT_ONCE, new Deed.Quirk("no_speech_final"));
        var socket = listen(QUERY);
        hear(socket, "where is my order");
        silence(socket, 1_500);
        var messages = socket.until(is("UtteranceEnd"));
        assertThat(messages.stream().filter(is("Results")))
                .noneMatch(one -> one.path("speech_final").asBoolean());
    }

    @Test
    void finalize_settles_what_was_heard_and_close_stream_ends_with_metadata() {
        var socket = listen(QUERY);
        hear(socket, "where is my order");
        socket.send("{\"type\":\"Finalize\"}");
        var settled = socket.until(one -> one.path("from_finalize").asBoolean());
        assertThat(transcript(settled.getLast())).isEqualTo("Where is my order?");

        socket.send("{\"type\":\"CloseStream\"}");
        assertThat(socket.until(is("Metadata")).getLast().path("duration").asDouble())
                .isGreaterThan(1);
        assertThat(socket.next()).startsWith("close 1000");
    }

    @Test
    void an_empty_binary_frame_ends_the_stream_as_well() {
        var socket = listen(QUERY).send(new byte[0]);
        socket.until(is("Metadata"));
        assertThat(socket.next()).startsWith("close 1000");
    }

    @Test
    void a_socket_without_audio_or_keep_alive_is_closed_with_its_code() {
        assertThat(listen(QUERY).next()).startsWith("close 1011 NET-0001");
    }

    @Test
    void numerals_are_written_as_numbers_when_asked_for() {
        var socket = listen(QUERY + "&smart_format=true");
        hear(socket, "my number is seven two six four two");
        silence(socket, 500);
        assertThat(transcript(
                        socket.until(one -> one.path("is_final").asBoolean()).getLast()))
                .isEqualTo("My number is 72642.");
    }

    @Test
    void flux_numbers_its_messages_and_walks_through_its_states() {
        var socket = flux(FLUX);
        hear(socket, "where is my order");
        silence(socket, 900);

        var messages = socket.until(event("EndOfTurn"));
        assertThat(messages.getFirst().path("type").asString()).isEqualTo("Connected");
        assertThat(messages)
                .extracting(one -> one.path("sequence_id").asInt())
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, messages.size())
                        .boxed()
                        .toList());
        var events = messages.stream()
                .map(one -> one.path("event").asString(""))
                .filter(one -> !one.isEmpty())
                .toList();
        assertThat(events).containsSubsequence("StartOfTurn", "Update", "EagerEndOfTurn", "EndOfTurn");
        assertThat(events).doesNotContain("TurnResumed");
        var eager =
                messages.stream().filter(event("EagerEndOfTurn")).findFirst().orElseThrow();
        var end = messages.getLast();
        assertThat(end.path("transcript").asString())
                .isEqualTo("where is my order")
                .isEqualTo(eager.path("transcript").asString());
        assertThat(end.path("trigger").asString()).isEqualTo("model");
        assertThat(end.path("end_of_turn_confidence").asDouble()).isGreaterThanOrEqualTo(0.7);
        assertThat(end.path("turn_index").asInt()).isZero();
        assertThat(eager.has("trigger")).isFalse();
    }

    @Test
    void flux_takes_an_eager_end_back_when_the_caller_goes_on() {
        var socket = flux(FLUX);
        hear(socket, "where is my order");
        silence(socket, 340);
        hear(socket, "the blue one");
        silence(socket, 900);
        var messages = socket.until(event("EndOfTurn"));
        assertThat(messages.stream().map(one -> one.path("event").asString("")).filter(one -> !one.equals("Update")))
                .containsSubsequence("EagerEndOfTurn", "TurnResumed", "EagerEndOfTurn", "EndOfTurn");
        assertThat(messages.getLast().path("transcript").asString()).isEqualTo("where is my order the blue one");
    }

    @Test
    void flux_ends_an_unfinished_sentence_by_timeout_and_any_by_force() {
        var socket = flux(FLUX + "&eot_timeout_ms=1500");
        hear(socket, "my number is");
        silence(socket, 1_200);
        hear(socket, "seven");
        silence(socket, 700);
        assertThat(socket.until(event("EndOfTurn")).getLast().path("transcript").asString())
                .isEqualTo("my number is seven");

        hear(socket, "because");
        silence(socket, 1_700);
        var timeout = socket.until(event("EndOfTurn")).getLast();
        assertThat(timeout.path("trigger").asString()).isEqualTo("timeout");
        assertThat(timeout.path("turn_index").asInt()).isEqualTo(1);

        hear(socket, "hello");
        socket.send("{\"type\":\"ForceEndTurn\"}");
        assertThat(socket.until(event("EndOfTurn")).getLast().path("trigger").asString())
                .isEqualTo("manual");
        socket.send("{\"type\":\"ForceEndTurn\"}");
        assertThat(socket.until(is("Warning")).getLast().path("code").asString())
                .isEqualTo("FORCE_END_TURN_NO_ACTIVE_TURN");
    }

    @Test
    void flux_configure_succeeds_or_fails_and_close_stream_leaves_without_end_of_turn_or_status() {
        var socket = flux(FLUX);
        socket.send("{\"type\":\"Configure\",\"thresholds\":{\"eot_threshold\":0.8},\"keyterms\":[\"Acme\"]}");
        var success = socket.until(is("ConfigureSuccess")).getLast();
        assertThat(success.path("thresholds").path("eot_threshold").asDouble()).isEqualTo(0.8);
        assertThat(success.path("keyterms").path(0).asString()).isEqualTo("Acme");
        socket.send("{\"type\":\"Configure\",\"thresholds\":{\"eot_threshold\":7}}");
        socket.until(is("ConfigureFailure"));

        hear(socket, "hello");
        socket.send("{\"type\":\"CloseStream\"}");
        String last = socket.next();
        while (!last.startsWith("close")) {
            assertThat(last).doesNotContain("EndOfTurn").doesNotContain("Metadata");
            last = socket.next();
        }
        assertThat(last).startsWith("close 1005");
    }

    @Test
    void flux_errors_are_fatal() {
        var socket = flux(FLUX).send("{\"type\":\"Dance\"}");
        assertThat(socket.until(is("Error")).getLast().path("code").asString()).isEqualTo("UNPARSABLE_CLIENT_MESSAGE");
        assertThat(socket.next()).startsWith("close 1011");
    }

    @Test
    void faults_refuse_close_and_drop() {
        fault("listen", When.AT_ONCE, new Deed.Http(402, ""));
        assertThatThrownBy(() -> listen(QUERY)).hasCauseInstanceOf(WebSocketHandshakeException.class);

        fault("listen", new When(0, 1, 0, 1), new Deed.Close(1011, "NET-0000"));
        var closed = listen(QUERY);
        hear(closed, "hello");
        assertThat(closed.next()).startsWith("close 1011 NET-0000");

        fault("flux", new When(0, 1, 0, 1), new Deed.Drop());
        var dropped = flux(FLUX);
        dropped.until(is("Connected"));
        hear(dropped, "hello");
        String last = dropped.next();
        while (last.startsWith("{")) {
            last = dropped.next();
        }
        // a reset and an end of the stream look different, and either may be seen first
        assertThat(last).matches("(?s)(error|close 1006).*");
    }

    private void fault(String door, When when, Deed does) {
        sims.faults().set(new Fault("f", Vendor.DEEPGRAM, door, when, does));
    }

    private TestSocket listen(String query) {
        return TestSocket.open(
                sims.socketUrl() + "/deepgram/v1/listen" + query, Map.of("authorization", "Token simulated"));
    }

    private TestSocket flux(String query) {
        return TestSocket.open(
                sims.socketUrl() + "/deepgram/v2/listen" + query, Map.of("authorization", "Token simulated"));
    }

    private void hear(TestSocket socket, String text) {
        var line = sims.lines().say(text);
        for (int i = 0; i < line.frames(); i++) {
            try {
                socket.send(line.frame(i));
            } catch (CompletionException closed) {
                return;
            }
        }
    }

    private static void silence(TestSocket socket, int ms) {
        var frame = new byte[160];
        Arrays.fill(frame, Mulaw.SILENCE);
        for (int i = 0; i < ms / 20; i++) {
            socket.send(frame);
        }
    }

    private static String transcript(JsonNode results) {
        return results.path("channel")
                .path("alternatives")
                .path(0)
                .path("transcript")
                .asString();
    }

    private static java.util.function.Predicate<JsonNode> is(String type) {
        return message -> message.path("type").asString("").equals(type);
    }

    private static java.util.function.Predicate<JsonNode> event(String event) {
        return message -> message.path("event").asString("").equals(event);
    }
}
