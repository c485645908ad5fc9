package dev.voiceops.vendors.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.TimedWord;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.wire.Heard;
import dev.voiceops.vendors.wire.ManualPulse;
import dev.voiceops.vendors.wire.SocketServer;
import dev.voiceops.vendors.wire.Wire;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepgramTest {
    private static final String FINAL = """
            {"type":"Results","channel_index":[0,1],"start":1.02,"duration":1.0,"is_final":true,"speech_final":%s,
             "channel":{"alternatives":[{"transcript":"I need a refund.","confidence":0.99,
             "words":[{"word":"i","start":1.1,"end":1.2,"confidence":0.99,"punctuated_word":"I"}]}]},
             "metadata":{"request_id":"req-1"}}""";

    private final ManualPulse pulse = new ManualPulse();
    private final Wire wire = Wire.with(pulse);
    private final SocketServer server = new SocketServer();
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        wire.close();
        server.close();
    }

    @Test
    void forwards_each_frame_as_it_comes_and_hears_a_turn() {
        var stream = open(new SttOptions(SttOptions.Engine.V1, "nova-3", "en", 300, List.of("Acme & Co", "refund")));
        var peer = server.peer();
        assertThat(peer.authorization).isEqualTo("Token key");
        assertThat(peer.uri)
                .isEqualTo("/v1/listen?model=nova-3&language=en&encoding=mulaw&sample_rate=8000&channels=1"
                        + "&interim_results=true&endpointing=300&utterance_end_ms=1000&vad_events=true&punctuate=true"
                        + "&smart_format=true&mip_opt_out=true&keyterm=Acme+%26+Co&keyterm=refund");
        heard.expect("open");
        for (int i = 0; i < 20; i++) {
            stream.hear(frame(i));
            assertThat(peer.audio()).isEqualTo(frame(i));
        }
        peer.send("{\"type\":\"SpeechStarted\",\"channel\":[0,1],\"timestamp\":0.98}");
        peer.send(FINAL.formatted("true"));
        heard.expect("speech", "request req-1", "last: I need a refund. [I 1100-1200]", "turn ended");
    }

    @Test
    void audio_handed_in_before_the_connection_is_up_goes_first_and_an_empty_piece_never() {
        var stream = open(SttOptions.nova());
        for (int i = 0; i < 25; i++) stream.hear(frame(i));
        stream.hear(new byte[0]);
        var peer = server.peer();
        int position = 0;
        while (position < 25 * 160) {
            var piece = peer.audio();
            assertThat(piece.length).isBetween(1, 1600);
            for (byte b : piece) assertThat(b).isEqualTo((byte) (position++ / 160));
        }
        stream.flush();
        assertThat(peer.text()).isEqualTo("{\"type\":\"Finalize\"}");
    }

    @Test
    void a_vendor_that_takes_no_audio_costs_the_oldest_of_it_and_says_so() {
        server.hold();
        var stream = open(SttOptions.nova());
        for (int i = 0; i < 300; i++) stream.hear(frame(i)); // 6 s, of which 5 are kept
        server.release();
        var peer = server.peer();
        heard.expect("open");
        assertThat(peer.audio()).startsWith(frame(50));
        pulse.advance(250);
        heard.expect("dropped 1000");
    }

    @Test
    void keeps_an_idle_stream_alive() {
        var stream = open(SttOptions.nova());
        var peer = server.peer();
        heard.expect("open");
        stream.hear(frame(1));
        assertThat(peer.audio()).hasSize(160);
        for (int i = 0; i < 5; i++) {
            pulse.advance(4000);
            assertThat(peer.text()).isEqualTo("{\"type\":\"KeepAlive\"}");
        }
        stream.hear(frame(2));
        assertThat(peer.audio()).isEqualTo(frame(2));
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void a_vendor_that_falls_silent_while_audio_flows_is_given_up() {
        var stream = open(SttOptions.nova());
        var peer = server.peer();
        heard.expect("open");
        for (int i = 0; i < 9 * 5; i++) hear(stream, i);
        peer.send(
                "{\"type\":\"Results\",\"channel\":{\"alternatives\":[{\"transcript\":\"\"}]},\"metadata\":{\"request_id\":\"r9\"}}");
        heard.expect("request r9");
        for (int i = 0; i < 9 * 5; i++) hear(stream, i);
        assertThat(heard.isEmpty()).isTrue();
        for (int i = 0; i < 2 * 5; i++) hear(stream, i);
        heard.expect("failed TRANSIENT silent r9");
        peer.awaitGone();
        assertThat(pulse.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "400, PROTOCOL",
        "401, AUTH",
        "402, QUOTA",
        "403, AUTH",
        "404, PROTOCOL",
        "429, TRANSIENT",
        "500, TRANSIENT",
        "503, TRANSIENT"
    })
    void a_refused_upgrade_says_why(int status, String kind) {
        server.refuse(status, "dg-7");
        open(SttOptions.nova());
        heard.expect("failed " + kind + " http_" + status + " dg-7");
    }

    @ParameterizedTest
    @CsvSource({
        "1008, DATA-0000, PROTOCOL, DATA-0000",
        "1011, NET-0001: no audio, TRANSIENT, NET-0001",
        "1011, NET-0000, TRANSIENT, NET-0000",
        "1001, '', TRANSIENT, close_1001",
        "1002, Protocol error, PROTOCOL, close_1002"
    })
    void a_close_says_why(int code, String reason, String kind, String expected) {
        open(SttOptions.nova());
        var peer = server.peer();
        heard.expect("open");
        peer.close(code, reason);
        heard.expect("failed " + kind + " " + expected + " null");
    }

    @Test
    void a_dead_connection_is_a_failure_once() {
        var stream = open(SttOptions.flux());
        var peer = server.peer();
        heard.expect("open");
        peer.die();
        assertThat(heard.next()).startsWith("failed TRANSIENT");
        stream.hear(frame(1));
        stream.flush();
        stream.close();
        stream.close();
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void nobody_there_or_nobody_answering_is_a_failure_to_connect() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nowhere = URI.create("ws://127.0.0.1:" + free);
        new Deepgram(wire, DeepgramConfig.of(nowhere, "key")).open(SttOptions.nova(), listener());
        heard.expect("failed TRANSIENT connect null");
        server.neverAnswer();
        new Deepgram(wire, config(Duration.ofMillis(100))).open(SttOptions.nova(), listener());
        heard.expect("failed TRANSIENT connect null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            garbage | TRANSIENT garbage
            {"type":"Error","sequence_id":13,"code":"INTERNAL_SERVER_ERROR","description":"x"} | TRANSIENT INTERNAL_SERVER_ERROR
            {"type":"Error","code":"UNPARSABLE_CLIENT_MESSAGE","description":"said: my secret"} | PROTOCOL UNPARSABLE_CLIENT_MESSAGE
            """)
    void garbage_and_errors_in_the_stream_end_it(String message, String expected) {
        open(SttOptions.nova());
        var peer = server.peer();
        heard.expect("open");
        peer.send(message);
        heard.expect("failed " + expected + " null");
        peer.awaitGone();
    }

    @Test
    void unknown_messages_and_members_are_passed_over() {
        open(SttOptions.nova());
        var peer = server.peer();
        peer.send("{\"type\":\"Weather\"}");
        peer.send("[]");
        peer.send("{\"type\":\"Results\"}");
        peer.send(FINAL.formatted("false"));
        heard.expect("open", "request req-1", "last: I need a refund. [I 1100-1200]");
    }

    @Test
    void closing_lets_the_last_words_through_and_then_is_silent() {
        var stream = open(SttOptions.nova());
        var peer = server.peer();
        heard.expect("open");
        stream.close();
        stream.hear(frame(3));
        assertThat(peer.text()).isEqualTo("{\"type\":\"CloseStream\"}");
        peer.send(FINAL.formatted("false"));
        peer.send("{\"type\":\"Metadata\",\"request_id\":\"req-1\",\"duration\":12.3}");
        heard.expect("request req-1", "last: I need a refund. [I 1100-1200]");
        peer.close(1000, "");
        heard.expect("turn ended");
        peer.awaitGone();
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void a_vendor_that_never_closes_is_left_after_a_while() {
        var stream = open(SttOptions.nova());
        var peer = server.peer();
        heard.expect("open");
        stream.close();
        assertThat(peer.text()).isEqualTo("{\"type\":\"CloseStream\"}");
        pulse.advance(3000);
        peer.awaitGone();
        assertThat(heard.isEmpty()).isTrue();
    }

    /** A frame each 200 ms: audio flows, and a burst does not overrun the socket's queue. */
    private void hear(SttStream stream, int i) {
        stream.hear(frame(i));
        pulse.advance(200);
    }

    private SttStream open(SttOptions options) {
        return new Deepgram(wire, config(Duration.ofSeconds(20))).open(options, listener());
    }

    private DeepgramConfig config(Duration connect) {
        return new DeepgramConfig(server.base(), "key", connect, Duration.ofSeconds(10), Duration.ofSeconds(3));
    }

    private static byte[] frame(int fill) {
        var frame = new byte[160];
        Arrays.fill(frame, (byte) fill);
        return frame;
    }

    private SttListener listener() {
        return new WrittenDown(heard);
    }

    /** Writes down what it is told. */
    static final class WrittenDown implements SttListener {
        private final Heard heard;

        WrittenDown(Heard heard) {
            this.heard = heard;
        }

        @Override
        public void onOpen() {
            heard.add("open");
        }

        @Override
        public void onRequestId(String requestId) {
            heard.add("request " + requestId);
        }

        @Override
        public void onSpeechStarted() {
            heard.add("speech");
        }

        @Override
        public void onTranscript(String text, boolean last, List<TimedWord> words) {
            var times = new StringBuilder();
            words.forEach(w -> times.append(" [%s %d-%d]".formatted(w.text(), w.startMs(), w.endMs())));
            heard.add((last ? "last: " : "guess: ") + text + times);
        }

        @Override
        public void onTurnEnded() {
            heard.add("turn ended");
        }

        @Override
        public void onAudioDropped(long ms) {
            heard.add("dropped " + ms);
        }

        @Override
        public void onFailure(VendorFailure failure) {
            heard.add("failed " + failure.kind() + " " + failure.code() + " " + failure.requestId());
        }
    }
}
