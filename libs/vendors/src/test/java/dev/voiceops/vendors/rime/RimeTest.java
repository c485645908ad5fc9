package dev.voiceops.vendors.rime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.voiceops.call.Word;
import dev.voiceops.vendors.TtsListener;
import dev.voiceops.vendors.TtsOptions;
import dev.voiceops.vendors.TtsStream;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.wire.Heard;
import dev.voiceops.vendors.wire.ManualPulse;
import dev.voiceops.vendors.wire.RawHttpServer;
import dev.voiceops.vendors.wire.SocketServer;
import dev.voiceops.vendors.wire.SocketServer.Peer;
import dev.voiceops.vendors.wire.Wire;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RimeTest {
    private static final TtsOptions ASTRA = new TtsOptions("coda", "astra", "en");
    private static final String FLUSH = "{\"operation\":\"flush\"}";
    private static final String CLEAR = "{\"operation\":\"clear\"}";

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
    void speaks_each_clause_at_once_and_is_done_when_every_flush_is() {
        var voice = open();
        var peer = server.peer();
        assertThat(peer.authorization).isEqualTo("Bearer key");
        assertThat(peer.uri)
                .isEqualTo("/ws3?speaker=astra&modelId=coda&audioFormat=mulaw&samplingRate=8000&lang=en&segment=never");
        voice.say(1, "Hello there.");
        expectText(peer, "Hello there.", 1);
        voice.say(1, " ");
        voice.say(1, "How are you?");
        expectText(peer, "How are you?", 1);
        voice.end(1);
        peer.send(chunk(1, 800));
        peer.send(words(1, "\"Hello\",\"there\",\".\"", "0.0,0.05,0.09", "0.04,0.09,0.1"));
        peer.send(chunk(1, 800));
        peer.send(done(1));
        heard.expect("audio 1 800", "words 1 Hello[0-320] there.[400-800]", "audio 1 800");
        peer.send(words(1, "\"How\",\" \",\"are\"", "0.0,0,0.1", "0.1,0,0.2"));
        peer.send(chunk(1, 400));
        peer.send("{\"type\":\"weather\"}");
        peer.send(done(1));
        heard.expect("words 1 How[1600-2400] are[2400-3200]", "audio 1 400", "spoken 1");
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void an_end_after_everything_was_delivered_is_answered_at_once() {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "Hi.");
        peer.send(chunk(1, 160));
        peer.send(done(1));
        heard.expect("audio 1 160");
        voice.end(1);
        heard.expect("spoken 1");
        voice.end(2);
        heard.expect("spoken 2");
        voice.say(2, "too late");
        voice.end(2);
        voice.end(1);
        voice.say(3, "Next.");
        expectText(peer, "Hi.", 1);
        expectText(peer, "Next.", 3);
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void nothing_is_heard_of_a_cleared_turn() {
        var voice = open();
        var peer = server.peer();
        voice.say(7, "A long story.");
        expectText(peer, "A long story.", 7);
        peer.send(chunk(7, 160));
        heard.expect("audio 7 160");
        voice.clear(7);
        assertThat(peer.text()).isEqualTo(CLEAR);
        voice.say(7, "more");
        voice.end(7);
        peer.send(chunk(7, 160));
        voice.say(8, "Yes?");
        expectText(peer, "Yes?", 8);
        peer.send(chunk(7, 160));
        peer.send(words(7, "\"late\"", "0", "1"));
        peer.send(done(7));
        peer.send("{\"type\":\"error\",\"message\":\"x\",\"contextId\":\"turn-7\"}");
        voice.end(8);
        peer.send(chunk(8, 320));
        peer.send(done(8));
        heard.expect("audio 8 320", "spoken 8");
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void a_higher_turn_clears_an_unfinished_one() {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "One.");
        expectText(peer, "One.", 1);
        voice.say(2, "Two.");
        assertThat(peer.text()).isEqualTo(CLEAR);
        expectText(peer, "Two.", 2);
        peer.send(done(1));
        voice.end(2);
        peer.send(done(2));
        heard.expect("spoken 2");
    }

    @Test
    void long_texts_go_in_pieces() {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "Word word word. ".repeat(100));
        int total = 0;
        for (int i = 0; i < 2; i++) {
            var text = peer.text();
            assertThat(text.length()).isBetween(500, 1_040);
            total += text.length();
            assertThat(peer.text()).isEqualTo(FLUSH);
        }
        assertThat(total).isGreaterThan(1_590);
    }

    @Test
    void a_socket_that_closes_between_turns_is_replaced() {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "Hi.");
        expectText(peer, "Hi.", 1);
        voice.end(1);
        peer.send(done(1));
        heard.expect("spoken 1");
        pulse.advance(30_000);
        peer.close(1000, "");
        var second = server.peer();
        voice.say(2, "Still there?");
        expectText(second, "Still there?", 2);
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void what_was_said_to_a_socket_just_closing_is_said_again_once() {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "Hi.");
        voice.say(1, "Who is there?");
        expectText(peer, "Hi.", 1);
        expectText(peer, "Who is there?", 1);
        peer.close(1000, "");
        var second = server.peer();
        expectText(second, "Hi.", 1);
        expectText(second, "Who is there?", 1);
        second.die();
        assertThat(heard.next()).startsWith("failed 1 TRANSIENT");
        voice.say(2, "Hello?");
        expectText(server.peer(), "Hello?", 2);
    }

    @Test
    void a_socket_that_dies_in_mid_speech_fails_the_turn_and_serves_the_next() {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "Hi.");
        peer.send(chunk(1, 160));
        heard.expect("audio 1 160");
        peer.close(1011, "500: oops");
        heard.expect("failed 1 TRANSIENT http_500");
        voice.say(1, "more of the same");
        voice.say(2, "Sorry.");
        expectText(server.peer(), "Sorry.", 2);
    }

    @Test
    void a_vendor_that_takes_text_and_sends_nothing_is_given_up() {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "Hi.");
        expectText(peer, "Hi.", 1);
        pulse.advance(4_750);
        peer.send(chunk(1, 160));
        heard.expect("audio 1 160");
        pulse.advance(4_750);
        assertThat(heard.isEmpty()).isTrue();
        pulse.advance(500);
        heard.expect("failed 1 TRANSIENT stall");
        peer.awaitGone();
        voice.say(2, "Sorry.");
        expectText(server.peer(), "Sorry.", 2);
    }

    @Test
    void silence_between_turns_is_no_stall() {
        var voice = open();
        var peer = server.peer();
        pulse.advance(60_000);
        voice.say(1, "Hi.");
        expectText(peer, "Hi.", 1);
        assertThat(heard.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"401, AUTH", "403, AUTH", "402, QUOTA"})
    void a_refused_key_is_not_tried_again_in_this_call(int status, String kind) {
        server.refuse(status, "");
        var voice = open();
        voice.say(1, "Hi.");
        heard.expect("failed 1 " + kind + " http_" + status);
        server.accept();
        voice.say(2, "Hi.");
        heard.expect("failed 2 " + kind + " http_" + status);
        assertThat(server.nobodyElseCame()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"429", "500"})
    void a_busy_vendor_is_tried_again_with_the_next_turn(int status) {
        server.refuse(status, "");
        var voice = open();
        voice.say(1, "Hi.");
        heard.expect("failed 1 TRANSIENT http_" + status);
        server.accept();
        voice.say(2, "Hi again.");
        expectText(server.peer(), "Hi again.", 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"error","message":"text: my secret"} | PROTOCOL refused
            internal error, sorry | TRANSIENT garbage
            {"type":"chunk","data":"!!"} | TRANSIENT garbage
            "text" | TRANSIENT garbage
            """)
    void errors_and_garbage_fail_the_turn(String message, String expected) {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "Hi.");
        expectText(peer, "Hi.", 1);
        peer.send(message);
        heard.expect("failed 1 " + expected);
        voice.say(2, "Sorry.");
        assertThat(peer.text()).isEqualTo(CLEAR);
        expectText(peer, "Sorry.", 2);
    }

    @Test
    void closing_says_goodbye_and_is_silent() {
        var voice = open();
        var peer = server.peer();
        voice.say(1, "Hi.");
        expectText(peer, "Hi.", 1);
        voice.close();
        voice.close();
        voice.say(2, "no");
        assertThat(peer.text()).isEqualTo("{\"operation\":\"eos\"}");
        peer.send(chunk(1, 160));
        pulse.advance(1_000);
        peer.awaitGone();
        assertThat(heard.isEmpty()).isTrue();
        assertThat(pulse.waiting()).isZero();
    }

    @Test
    void a_model_unknown_to_rime_is_refused_because_rime_would_not() {
        var rime = new Rime(wire, config());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rime.open(new TtsOptions("arcana", "astra", "en"), new WrittenDown()))
                .withMessageContaining("arcana");
        assertThat(config().toString()).doesNotContain("key");
    }

    @Test
    void the_probe_speaks_over_http() throws Exception {
        try (var http = new RawHttpServer()) {
            var config = RimeConfig.of(server.base(), http.base(), "key");
            var spoken = CompletableFuture.supplyAsync(() -> new RimeProbe(wire, config).speak(ASTRA, "Hello."));
            var request = http.next();
            assertThat(request.head())
                    .startsWith("POST /v1/rime-tts HTTP/1.1\r\n")
                    .contains("Accept: audio/PCMU");
            assertThat(request.body())
                    .isEqualTo(
                            "{\"text\":\"Hello.\",\"speaker\":\"astra\",\"modelId\":\"coda\",\"lang\":\"en\",\"samplingRate\":8000}");
            request.answer(200, "x".repeat(4000), "Content-Type: audio/PCMU");
            assertThat(spoken.join().durationMs()).isEqualTo(500);
            var wrong = CompletableFuture.supplyAsync(() -> new RimeProbe(wire, config).speak(ASTRA, "Hello."));
            http.next().answer(200, "{}", "Content-Type: application/json");
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(wrong::join)
                    .withCauseInstanceOf(VendorException.class)
                    .withMessageContaining("content_type");
            var refused = CompletableFuture.supplyAsync(() -> new RimeProbe(wire, config).speak(ASTRA, "Hello."));
            http.next().answer(401, "invalid api key");
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(refused::join)
                    .withMessageContaining("AUTH http_401");
        }
    }

    private TtsStream open() {
        return new Rime(wire, config()).open(ASTRA, new WrittenDown());
    }

    private RimeConfig config() {
        return new RimeConfig(server.base(), server.base(), "key", Duration.ofSeconds(20), Duration.ofSeconds(5));
    }

    private static void expectText(Peer peer, String text, int turn) {
        assertThat(peer.text()).isEqualTo("{\"text\":\"" + text + "\",\"contextId\":\"turn-" + turn + "\"}");
        assertThat(peer.text()).isEqualTo(FLUSH);
    }

    private static String chunk(int turn, int length) {
        var data = Base64.getEncoder().encodeToString(new byte[length]);
        return "{\"type\":\"chunk\",\"data\":\"" + data + "\",\"contextId\":\"turn-" + turn + "\"}";
    }

    private static String done(int turn) {
        return "{\"type\":\"done\",\"contextId\":\"turn-" + turn + "\"}";
    }

    private static String words(int turn, String words, String start, String end) {
        return "{\"type\":\"timestamps\",\"word_timestamps\":{\"words\":[%s],\"start\":[%s],\"end\":[%s]},\"contextId\":\"turn-%d\"}"
                .formatted(words, start, end, turn);
    }

    private final class WrittenDown implements TtsListener {
        @Override
        public void onAudio(int turn, byte[] mulaw) {
            heard.add("audio " + turn + " " + mulaw.length);
        }

        @Override
        public void onWords(int turn, List<Word> words) {
            var line = new StringBuilder("words " + turn);
            words.forEach(w -> line.append(" %s[%d-%d]".formatted(w.text(), w.startSample(), w.endSample())));
            heard.add(line.toString());
        }

        @Override
        public void onSpoken(int turn) {
            heard.add("spoken " + turn);
        }

        @Override
        public void onFailure(int turn, VendorFailure failure) {
            heard.add("failed " + turn + " " + failure.kind() + " " + failure.code());
        }
    }
}
