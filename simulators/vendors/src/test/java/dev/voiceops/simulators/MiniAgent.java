package dev.voiceops.simulators;

import dev.voiceops.call.Line;
import dev.voiceops.call.ToolCall;
import dev.voiceops.call.ToolResult;
import dev.voiceops.call.Word;
import dev.voiceops.simulators.wire.Exchange;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.LoopbackServer;
import dev.voiceops.simulators.wire.Loops;
import dev.voiceops.simulators.wire.Message;
import dev.voiceops.simulators.wire.Outlet;
import dev.voiceops.simulators.wire.SocketListener;
import dev.voiceops.vendors.LlmDeadlines;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.LlmOptions;
import dev.voiceops.vendors.LlmRequest;
import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.TimedWord;
import dev.voiceops.vendors.ToolSpec;
import dev.voiceops.vendors.TtsListener;
import dev.voiceops.vendors.TtsOptions;
import dev.voiceops.vendors.TtsStream;
import dev.voiceops.vendors.Usage;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.deepgram.Deepgram;
import dev.voiceops.vendors.deepgram.DeepgramConfig;
import dev.voiceops.vendors.openai.OpenAi;
import dev.voiceops.vendors.openai.OpenAiConfig;
import dev.voiceops.vendors.rime.Rime;
import dev.voiceops.vendors.rime.RimeConfig;
import dev.voiceops.vendors.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The smallest voice agent that can hold a call: real vendor clients wired together without any turn taking worth the
 * name. It shows that the simulators together make a whole, not how a product should work.
 */
final class MiniAgent implements AutoCloseable {
    private static final String NO_ARGUMENTS =
            "{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}";
    private static final List<ToolSpec> TOOLS = List.of(
            new ToolSpec(
                    "order-status",
                    "where an order is",
                    "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\"}},\"required\":[\"order_id\"],\"additionalProperties\":false}"),
            new ToolSpec("end_call", "hang up", NO_ARGUMENTS));
    private final EventLoopGroup loops = Loops.threads(1, "mini-agent");
    private final Wire wire = Wire.open();
    private final SimulatedVendors sims;
    private final LoopbackServer server;

    MiniAgent(SimulatedVendors sims) {
        this.sims = sims;
        this.server = LoopbackServer.start(loops, 0, Map.of("/voice", this::voice, "/media", this::media));
    }

    String webhook() {
        return "http://127.0.0.1:" + server.port() + "/voice";
    }

    private void voice(Exchange exchange) {
        var stream = "<Connect><Stream url=\"ws://127.0.0.1:" + server.port() + "/media\"/></Connect>";
        exchange.answer(200, Map.of("content-type", "text/xml"), "<Response>" + stream + "</Response>");
    }

    private void media(Exchange exchange) {
        exchange.accept(Map.of(), outlet -> new Session(outlet, exchange));
    }

    @Override
    public void close() {
        server.close();
        wire.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private final class Session implements SocketListener, SttListener, LlmListener, TtsListener {
        private final Outlet outlet;
        private final Exchange exchange;
        private final SttStream ear;
        private final TtsStream mouth;
        private final List<Line> dialogue = new ArrayList<>();
        private final StringBuilder caller = new StringBuilder();
        private final StringBuilder answer = new StringBuilder();
        private final List<Line.ToolUse> used = new ArrayList<>();
        private String streamSid = "";
        private int turn;
        private boolean leaving;

        Session(Outlet outlet, Exchange exchange) {
            this.outlet = outlet;
            this.exchange = exchange;
            this.ear = new Deepgram(wire, DeepgramConfig.of(URI.create(sims.socketUrl() + "/deepgram"), "key"))
                    .open(SttOptions.nova(), this);
            var rime = RimeConfig.of(URI.create(sims.socketUrl() + "/rime"), URI.create(sims.url() + "/rime"), "key");
            this.mouth = new Rime(wire, rime).open(new TtsOptions("coda", "astra", "en"), this);
        }

        @Override
        public synchronized void text(String text) {
            var message = Json.read(text);
            switch (message.path("event").asString()) {
                case "start" -> {
                    streamSid = message.path("streamSid").asString();
                    say("Hello, how can I help you?");
                }
                case "media" ->
                    ear.hear(Base64.getDecoder()
                            .decode(message.path("media").path("payload").asString()));
                case "mark" -> {
                    if (leaving && message.path("mark").path("name").asString().equals("spoken " + turn)) {
                        outlet.close(1000, "");
                    }
                }
                default -> {}
            }
        }

        private void say(String words) {
            turn++;
            dialogue.add(new Line.Agent(words, List.copyOf(used), false));
            mouth.say(turn, words);
            mouth.end(turn);
        }

        private void send(String event, String body) {
            exchange.after()
                    .in(
                            0,
                            () -> outlet.send(new Message.Text(
                                    "{\"event\":\"" + event + "\",\"streamSid\":\"" + streamSid + "\"" + body + "}")));
        }

        @Override
        public synchronized void onSpeechStarted() {
            mouth.clear(turn);
            send("clear", "");
        }

        @Override
        public synchronized void onTranscript(String text, boolean last, List<TimedWord> words) {
            caller.append(last ? " " + text : "");
        }

        @Override
        public synchronized void onTurnEnded() {
            dialogue.add(new Line.Caller(caller.toString().strip()));
            caller.setLength(0);
            ask();
        }

        private void ask() {
            used.clear();
            answer.setLength(0);
            var request = new LlmRequest(
                    new LlmOptions("gpt-4.1-mini", null, null, null),
                    "Be brief.",
                    dialogue,
                    TOOLS,
                    true,
                    "",
                    LlmDeadlines.forVoice());
            new OpenAi(wire, new OpenAiConfig(URI.create(sims.url() + "/openai/v1"), "key")).ask(request, this);
        }

        @Override
        public synchronized void onText(String delta) {
            answer.append(delta);
        }

        @Override
        public synchronized void onToolCall(ToolCall call) {
            leaving |= call.name().equals("end_call");
            var result = new ToolResult(ToolResult.Status.SUCCEEDED, "{\"summary\":\"It arrives on Tuesday.\"}");
            used.add(new Line.ToolUse(call, result));
        }

        @Override
        public synchronized void onDone(Finish finish, @Nullable Usage usage) {
            if (finish == Finish.TOOLS && !leaving) {
                dialogue.add(new Line.Agent(answer.toString(), List.copyOf(used), false));
                ask();
            } else {
                say(answer.toString());
            }
        }

        @Override
        public synchronized void onAudio(int of, byte[] mulaw) {
            if (of == turn) {
                send("media", ",\"media\":{\"payload\":\"" + Base64.getEncoder().encodeToString(mulaw) + "\"}");
            }
        }

        @Override
        public void onWords(int of, List<Word> words) {}

        @Override
        public synchronized void onSpoken(int of) {
            send("mark", ",\"mark\":{\"name\":\"spoken " + of + "\"}");
        }

        @Override
        public void onFailure(VendorFailure failure) {
            exchange.after().in(0, () -> outlet.close(1011, failure.code()));
        }

        @Override
        public void onFailure(int of, VendorFailure failure) {
            onFailure(failure);
        }

        @Override
        public void binary(ByteBuf bytes) {}

        @Override
        public void closed(int code, String reason) {
            ear.close();
            mouth.close();
        }
    }
}
