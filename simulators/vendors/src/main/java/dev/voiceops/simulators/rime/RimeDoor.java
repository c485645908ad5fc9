package dev.voiceops.simulators.rime;

import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.Exposure;
import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.speech.Voice;
import dev.voiceops.simulators.voice.Voiceprints;
import dev.voiceops.simulators.wire.Credentials;
import dev.voiceops.simulators.wire.Door;
import dev.voiceops.simulators.wire.Exchange;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.Request;
import dev.voiceops.simulators.wire.RequestLog;
import dev.voiceops.simulators.wire.Wire;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** {@code /rime/ws3}, {@code POST /rime/v1/rime-tts} and the voice catalogue. Errors are plain text, as Rime's are. */
public final class RimeDoor implements Door {
    private final Synthesis synthesis;
    private final SpeechStyle style;
    private final FaultScripts faults;
    private final RequestLog requests;
    private final Executor threads;

    /** @param threads run the voice; virtual ones will do */
    public RimeDoor(
            Voice voice,
            Voiceprints prints,
            SpeechStyle style,
            FaultScripts faults,
            RequestLog requests,
            Executor threads) {
        this.synthesis = new Synthesis(voice, prints);
        this.style = style;
        this.faults = faults;
        this.requests = requests;
        this.threads = threads;
    }

    /** Which voice really speaks. */
    public String voice() {
        return synthesis.voice();
    }

    @Override
    public void enter(Exchange exchange) {
        var request = exchange.request();
        requests.add(Vendor.RIME, request);
        if (request.path().equals("/rime/data/voices/all-v2.json")) {
            exchange.json(200, Map.of("coda", Map.of("eng", java.util.List.of("astra", "luna", "lyra"))));
            return;
        }
        var unauthorised = unauthorised(request);
        if (unauthorised.isPresent()) {
            text(exchange, 401, unauthorised.get());
        } else if (request.path().equals("/rime/ws3") && request.upgradesToWebSocket()) {
            socket(exchange);
        } else if (request.path().equals("/rime/v1/rime-tts")
                && request.method().equals("POST")) {
            http(exchange);
        } else {
            text(exchange, 404, "not found");
        }
    }

    private static Optional<String> unauthorised(Request request) {
        var header = request.header("authorization");
        if (header.isEmpty()) {
            return Optional.of("missing authorization header");
        }
        return Credentials.good(header, "Bearer") ? Optional.empty() : Optional.of("invalid api key");
    }

    private void socket(Exchange exchange) {
        var request = exchange.request();
        var exposure = faults.expose(Vendor.RIME, "ws3", exchange.after());
        if (refused(exchange, exposure, "Currently at websocket limit")) {
            return;
        }
        var format = request.parameter("audioFormat", "mp3");
        var rate = request.parameter("samplingRate", "");
        var segment = switch (request.parameter("segment", "bySentence")) {
            case "immediate" -> Ws3Session.Segment.IMMEDIATE;
            case "never" -> Ws3Session.Segment.NEVER;
            default -> Ws3Session.Segment.BY_SENTENCE;
        };
        var model = Model.served(request.parameter("modelId", ""));
        exchange.accept(Map.of("x-simulated-model", model), outlet -> {
            var wire = new Wire(outlet, exchange.after(), (hurt, code) -> {
                var message = code.isEmpty() ? "internal error" : code;
                hurt.send(Json.write(Json.object().put("type", "error").put("message", message)));
            });
            if (!format.equals("mulaw") || !rate.equals("8000")) {
                wire.close(1011, "400: the simulator speaks audioFormat=mulaw&samplingRate=8000 only");
            } else if (request.parameter("speaker", "").isEmpty()) {
                wire.close(1011, "400: speaker is required");
            }
            boolean timesWords = Model.timesWords(request.parameter("lang", ""));
            var speaker = new Speaker(synthesis, style, timesWords, wire, threads);
            var session = new Ws3Session(segment, wire, exposure, speaker);
            exposure.live(wire);
            return session;
        });
    }

    /** @return whether a fault script has already answered */
    private static boolean refused(Exchange exchange, Exposure exposure, String limit) {
        var refusal = exposure.refusal(1);
        if (refusal.isEmpty()) {
            return false;
        }
        exposure.close();
        if (refusal.get() instanceof Deed.Http(int status, String _)) {
            var body = switch (status) {
                case 401 -> "invalid api key";
                case 402 -> "invalid subscription";
                case 403 -> "access forbidden";
                case 429 -> limit;
                default -> "internal server error";
            };
            text(exchange, status, body);
        } else {
            exchange.reset();
        }
        return true;
    }

    private void http(Exchange exchange) {
        var exposure = faults.expose(Vendor.RIME, "tts", exchange.after());
        if (refused(exchange, exposure, "too many requests")) {
            return;
        }
        HttpSpeech.Wanted wanted;
        try {
            wanted = HttpSpeech.wanted(exchange.request());
        } catch (IllegalArgumentException wrong) {
            exposure.close();
            text(exchange, 400, String.valueOf(wrong.getMessage()));
            return;
        }
        var headers = Map.of("content-type", wanted.contentType(), "x-simulated-model", wanted.model());
        var wire = new Wire(
                exchange.stream(200, headers, exposure::close), exchange.after(), (hurt, _) -> hurt.close(1006, ""));
        exposure.live(wire);
        exposure.turn(1);
        threads.execute(() -> {
            var all = new java.io.ByteArrayOutputStream();
            synthesis.speak(wanted.text(), clause -> {
                if (wanted.streams()) {
                    wire.run(() -> wire.send(wanted.encoded(clause.mulaw())));
                } else {
                    all.writeBytes(clause.mulaw());
                }
                return !wire.ended();
            });
            wire.run(() -> {
                if (!wanted.streams()) {
                    wire.send(wanted.whole(all.toByteArray()));
                }
                wire.close(1000, "");
            });
        });
    }

    private static void text(Exchange exchange, int status, String body) {
        exchange.answer(status, Map.of("content-type", "text/plain"), body);
    }
}
