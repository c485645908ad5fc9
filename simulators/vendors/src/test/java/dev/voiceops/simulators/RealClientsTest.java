package dev.voiceops.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.audio.Mulaw;
import dev.voiceops.call.Line;
import dev.voiceops.call.ToolCall;
import dev.voiceops.call.Word;
import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Fault;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.faults.When;
import dev.voiceops.simulators.scenario.Scenarios;
import dev.voiceops.simulators.twilio.CallPlan;
import dev.voiceops.vendors.LlmDeadlines;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.LlmOptions;
import dev.voiceops.vendors.LlmRequest;
import dev.voiceops.vendors.PhoneLine;
import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.TimedWord;
import dev.voiceops.vendors.ToolSpec;
import dev.voiceops.vendors.TtsListener;
import dev.voiceops.vendors.TtsOptions;
import dev.voiceops.vendors.Usage;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.deepgram.Deepgram;
import dev.voiceops.vendors.deepgram.DeepgramConfig;
import dev.voiceops.vendors.openai.OpenAi;
import dev.voiceops.vendors.openai.OpenAiConfig;
import dev.voiceops.vendors.rime.Rime;
import dev.voiceops.vendors.rime.RimeConfig;
import dev.voiceops.vendors.rime.RimeProbe;
import dev.voiceops.vendors.twilio.TwilioAccount;
import dev.voiceops.vendors.twilio.TwilioRest;
import dev.voiceops.vendors.wire.Wire;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The product's own vendor clients against the simulators: the same classes that speak to the real vendors. */
class RealClientsTest {
    private static final ToolSpec ORDER_STATUS = new ToolSpec("order-status", "Look up an order", """
            {"type":"object","properties":{"order_id":{"type":"string"}},"required":["order_id"],"additionalProperties":false}""");
    private final SimulatedVendors sims = Sims.start();
    private final Wire wire = Wire.open();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        wire.close();
        sims.close();
    }

    @Test
    void deepgram_hears_a_line_and_the_end_of_the_turn_in_both_dialects() {
        for (var options : List.of(SttOptions.nova(), SttOptions.flux())) {
            heard.clear();
            try (var stream = deepgram().open(options, new Ear())) {
                var line = sims.lines().say("where is my order");
                for (int i = 0; i < line.frames(); i++) {
                    stream.hear(line.frame(i));
                }
                silence(1_500, stream::hear);
                assertThat(until("turn ended"))
                        .anyMatch(one -> one.toLowerCase(java.util.Locale.ROOT).startsWith("last where is my order"));
            }
        }
    }

    @Test
    void deepgrams_refusals_have_their_kind() {
        fault(Vendor.DEEPGRAM, new Deed.Http(402, ""));
        deepgram().open(SttOptions.nova(), new Ear());
        assertThat(until("failure").getLast()).isEqualTo("failure QUOTA");
        fault(Vendor.DEEPGRAM, new Deed.Http(401, ""));
        deepgram().open(SttOptions.flux(), new Ear());
        assertThat(until("failure").getLast()).isEqualTo("failure AUTH");
        fault(Vendor.DEEPGRAM, new Deed.Drop());
        deepgram().open(SttOptions.nova(), new Ear());
        assertThat(until("failure").getLast()).isEqualTo("failure TRANSIENT");
    }

    @Test
    void openai_answers_in_words_and_with_tools() {
        ask("how much is express delivery");
        assertThat(String.join("", until("done"))).contains("twelve").endsWith("done STOP usage");
        ask("where is my order seven two six four two");
        assertThat(until("done")).containsExactly("tool order-status {\"order_id\":\"72642\"}", "done TOOLS usage");
    }

    @Test
    void openais_refusals_have_their_kind_also_in_mid_stream() {
        fault(Vendor.OPENAI, new Deed.Http(429, "insufficient_quota"));
        ask("hello");
        assertThat(until("failure").getLast()).isEqualTo("failure QUOTA");
        fault(Vendor.OPENAI, new Deed.Complain(""));
        ask("hello");
        assertThat(until("failure").getLast()).isEqualTo("failure TRANSIENT");
        fault(Vendor.OPENAI, new Deed.Garbage());
        ask("hello");
        assertThat(until("failure").getLast()).startsWith("failure");
    }

    @Test
    void rime_speaks_a_turn_with_the_times_of_its_words() {
        try (var voice = rime().open(new TtsOptions("coda", "astra", "en"), new Mouth())) {
            voice.say(1, "One two. ");
            voice.say(1, "Three.");
            voice.end(1);
            var all = until("spoken");
            assertThat(all).contains("words One two.", "words Three.");
            int bytes = all.stream()
                    .filter(one -> one.startsWith("audio"))
                    .mapToInt(one -> Integer.parseInt(one.substring(6)))
                    .sum();
            assertThat(bytes).isBetween(10 * 65 * 8, 16 * 65 * 8);
        }
    }

    @Test
    void rimes_probe_gets_audio_and_a_wrong_key_is_told_as_such() {
        var spoken = new RimeProbe(wire, rimeConfig()).speak(new TtsOptions("coda", "astra", "en"), "Hello.");
        assertThat(spoken.durationMs()).isEqualTo(390);
        sims.faults().set(new Fault("f", Vendor.RIME, "", new When(0, 0, 0, 0), new Deed.Http(401, "")));
        heard.clear();
        var voice = rime().open(new TtsOptions("coda", "astra", "en"), new Mouth());
        voice.say(1, "Hello.");
        voice.end(1);
        assertThat(until("failure").getLast()).isEqualTo("failure AUTH");
        voice.close();
    }

    @Test
    void twilios_client_ends_a_call_and_learns_when_it_was_too_late() throws Exception {
        var account = sims.caller().account();
        var rest = new TwilioRest(
                wire.http(),
                new TwilioAccount(
                        URI.create(sims.url() + "/twilio/2010-04-01"),
                        account.sid(),
                        account.sid(),
                        account.authToken()));
        var scenario = Scenarios.parse("{name: waits, steps: []}");
        var call = sims.caller().place(CallPlan.of(scenario, "http://127.0.0.1:1/", "+15550100101", "+15550100200"));
        call.report().get(20, TimeUnit.SECONDS);
        assertThat(rest.hangUp(call.sid())).isEqualTo(PhoneLine.Outcome.ALREADY_ENDED);
        assertThat(rest.hangUp("CA" + "0".repeat(32))).isEqualTo(PhoneLine.Outcome.ALREADY_ENDED);
    }

    private Deepgram deepgram() {
        return new Deepgram(wire, DeepgramConfig.of(URI.create(sims.socketUrl() + "/deepgram"), "simulated"));
    }

    private Rime rime() {
        return new Rime(wire, rimeConfig());
    }

    private RimeConfig rimeConfig() {
        return RimeConfig.of(URI.create(sims.socketUrl() + "/rime"), URI.create(sims.url() + "/rime"), "simulated");
    }

    private void ask(String said) {
        heard.clear();
        var request = new LlmRequest(
                new LlmOptions("gpt-4.1-mini", 0.3, null, null),
                "You are brief.",
                List.of(new Line.Caller(said)),
                List.of(ORDER_STATUS),
                true,
                "tenant:version",
                LlmDeadlines.forVoice());
        new OpenAi(wire, new OpenAiConfig(URI.create(sims.url() + "/openai/v1"), "simulated"))
                .ask(request, new Brain());
    }

    private void fault(Vendor vendor, Deed deed) {
        heard.clear();
        sims.faults().set(new Fault("f", vendor, "", When.AT_ONCE, deed));
    }

    private List<String> until(String begins) {
        var all = new java.util.ArrayList<String>();
        do {
            try {
                var next = heard.poll(20, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("'" + begins + "' did not come; came: " + all);
                }
                all.add(next);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        } while (!all.getLast().startsWith(begins));
        return all;
    }

    private static void silence(int ms, java.util.function.Consumer<byte[]> hear) {
        for (int i = 0; i < ms / 20; i++) {
            var frame = new byte[160];
            Arrays.fill(frame, Mulaw.SILENCE);
            hear.accept(frame);
        }
    }

    private final class Ear implements SttListener {
        @Override
        public void onTranscript(String text, boolean last, List<TimedWord> words) {
            heard.add((last ? "last " : "guess ") + text);
        }

        @Override
        public void onTurnEnded() {
            heard.add("turn ended");
        }

        @Override
        public void onFailure(VendorFailure failure) {
            heard.add("failure " + failure.kind());
        }
    }

    private final class Brain implements LlmListener {
        @Override
        public void onText(String delta) {
            heard.add(delta);
        }

        @Override
        public void onToolCall(ToolCall call) {
            heard.add("tool " + call.name() + " " + call.arguments());
        }

        @Override
        public void onDone(Finish finish, @Nullable Usage usage) {
            heard.add("done " + finish + (usage == null ? "" : " usage"));
        }

        @Override
        public void onFailure(VendorFailure failure) {
            heard.add("failure " + failure.kind());
        }
    }

    private final class Mouth implements TtsListener {
        @Override
        public void onAudio(int turn, byte[] mulaw) {
            heard.add("audio " + mulaw.length);
        }

        @Override
        public void onWords(int turn, List<Word> words) {
            heard.add("words " + String.join(" ", words.stream().map(Word::text).toList()));
        }

        @Override
        public void onSpoken(int turn) {
            heard.add("spoken");
        }

        @Override
        public void onFailure(int turn, VendorFailure failure) {
            heard.add("failure " + failure.kind());
        }
    }
}
