package dev.voiceops.vendors.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.wire.Heard;
import dev.voiceops.vendors.wire.SocketEnd;
import dev.voiceops.vendors.wire.SocketListener;
import dev.voiceops.vendors.wire.VendorSocket;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DialectTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Heard heard = new Heard();
    private final DeepgramTest.WrittenDown listener = new DeepgramTest.WrittenDown(heard);
    private final ListenDialect listen = new ListenDialect(SttOptions.nova(), listener);
    private final FluxDialect flux = new FluxDialect(SttOptions.flux(), listener);

    @Test
    void neither_protocol_lets_the_vendor_keep_what_was_said() {
        assertThat(listen.target()).contains("&mip_opt_out=true");
        assertThat(flux.target()).contains("&mip_opt_out=true");
    }

    @Test
    void a_turn_is_its_final_segments_up_to_speech_final() {
        results("I need", false, false);
        results("I need a refund", true, false);
        results("", false, false);
        results("for my", false, false);
        results("for my order.", true, true);
        say(listen, "{\"type\":\"UtteranceEnd\",\"last_word_end\":2.1}");
        listen.beat(1_000_000);
        heard.expect("guess: I need", "last: I need a refund", "guess: for my", "last: for my order.", "turn ended");
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void an_utterance_end_ends_a_turn_without_speech_final() {
        results("hello", true, false);
        say(listen, "{\"type\":\"UtteranceEnd\",\"last_word_end\":2.1}");
        heard.expect("last: hello", "turn ended");
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void an_empty_final_with_speech_final_ends_the_turn_of_the_words_before() {
        results("hello", true, false);
        results("", true, true);
        heard.expect("last: hello", "turn ended");
        results("", true, true);
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void our_own_timer_ends_a_turn_that_the_vendor_forgot() {
        results("hello", true, false);
        listen.beat(2_499);
        results("there", false, false, 2_000);
        listen.beat(3_499);
        heard.expect("last: hello", "guess: there");
        assertThat(heard.isEmpty()).isTrue();
        listen.beat(3_500);
        heard.expect("turn ended");
    }

    @Test
    void what_a_finalize_brings_ends_the_turn() {
        say(listen, """
                {"type":"Results","is_final":true,"speech_final":false,"from_finalize":true,
                 "channel":{"alternatives":[{"transcript":"goodbye","words":[]}]}}""");
        heard.expect("last: goodbye", "turn ended");
    }

    @Property(tries = 300)
    void in_any_order_no_final_word_is_lost_and_no_turn_stays_open(@ForAll("messages") List<String> messages) {
        long now = 0;
        var finals = new ArrayList<String>();
        for (var message : messages) {
            var json = JSON.readTree(message);
            var text = json.path("channel")
                    .path("alternatives")
                    .path(0)
                    .path("transcript")
                    .asString("");
            if (json.path("is_final").asBoolean(false) && !text.isEmpty()) finals.add("last: " + text);
            listen.hear(json, now += 400);
        }
        listen.beat(now + 1_500);
        var told = new ArrayList<String>();
        while (!heard.isEmpty()) told.add(heard.next());
        assertThat(told.stream().filter(line -> line.startsWith("last"))).containsExactlyElementsOf(finals);
        var turns = told.stream().filter(line -> !line.startsWith("guess")).toList();
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).equals("turn ended")) assertThat(turns.get(i - 1)).startsWith("last");
        }
        if (!turns.isEmpty()) assertThat(turns.getLast()).isEqualTo("turn ended");
    }

    @Provide
    Arbitrary<List<String>> messages() {
        var flag = Arbitraries.of(true, false);
        var results = Combinators.combine(Arbitraries.of("", "yes", "one two"), flag, flag)
                .as((text, last, end) -> results(text, last || end, end, ""));
        var others = Arbitraries.of("{\"type\":\"UtteranceEnd\"}", "{\"type\":\"Metadata\"}", "{\"type\":\"New\"}");
        return Arbitraries.frequencyOf(Tuple.of(4, results), Tuple.of(1, others))
                .list()
                .ofMaxSize(20);
    }

    @Test
    void flux_repeats_the_turn_until_it_ends() {
        turnInfo(0, "Update", "");
        turnInfo(0, "StartOfTurn", "I");
        turnInfo(0, "Update", "I need");
        turnInfo(0, "Update", "I need");
        turnInfo(0, "EagerEndOfTurn", "I need a refund");
        turnInfo(0, "TurnResumed", "I need a refund");
        turnInfo(0, "EndOfTurn", "I need a refund");
        turnInfo(1, "Update", "");
        turnInfo(1, "StartOfTurn", "hello");
        heard.expect(
                "speech", "guess: I", "guess: I need", "guess: I need a refund", "last: I need a refund", "turn ended");
        heard.expect("speech", "guess: hello");
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void flux_settles_a_guess_when_asked_and_tells_the_rest_of_the_turn_alone() {
        turnInfo(3, "StartOfTurn", "my number is");
        flux.flush(new VendorSocket(new Silence()));
        turnInfo(3, "Update", "my number is");
        turnInfo(3, "EndOfTurn", "my number is five five");
        heard.expect(
                "speech", "guess: my number is", "last: my number is", "turn ended", "last: five five", "turn ended");
        flux.ended();
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void flux_tells_the_last_words_when_the_stream_ends_in_mid_turn() {
        turnInfo(0, "StartOfTurn", "good");
        turnInfo(0, "Update", "good bye");
        flux.ended();
        heard.expect("speech", "guess: good", "guess: good bye", "last: good bye", "turn ended");
    }

    @Test
    void words_without_times_are_left_out_as_a_whole() {
        var words = JSON.readTree("[{\"word\":\"a\",\"start\":0.1,\"end\":0.2},{\"word\":\"b\"}]");
        assertThat(Words.of(words)).isEmpty();
        var backwards = JSON.readTree("[{\"word\":\"a\",\"start\":0.3,\"end\":0.2}]");
        assertThat(Words.of(backwards).getFirst().endMs()).isEqualTo(300);
    }

    private void turnInfo(int turn, String event, String text) {
        say(flux, """
                {"type":"TurnInfo","request_id":"r","sequence_id":1,"event":"%s","turn_index":%d,"audio_window_start":0.0,
                 "audio_window_end":1.9,"transcript":"%s","words":[],"end_of_turn_confidence":0.1}""".formatted(event, turn, text));
    }

    private void results(String text, boolean last, boolean speechFinal) {
        results(text, last, speechFinal, 1_000);
    }

    private void results(String text, boolean last, boolean speechFinal, long nowMs) {
        listen.hear(JSON.readTree(results(text, last, speechFinal, "")), nowMs);
    }

    private static String results(String text, boolean last, boolean speechFinal, String more) {
        return """
                {"type":"Results","is_final":%s,"speech_final":%s,"channel":{"alternatives":[{"transcript":"%s","words":[]}]}%s}""".formatted(last, speechFinal, text, more);
    }

    private static void say(Dialect dialect, String message) {
        dialect.hear(JSON.readTree(message), 1_000);
    }

    private static final class Silence implements SocketListener {
        @Override
        public void onOpen() {}

        @Override
        public void onText(String message) {}

        @Override
        public void onEnd(SocketEnd end) {}
    }
}
