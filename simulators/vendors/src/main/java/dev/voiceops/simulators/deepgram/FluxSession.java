package dev.voiceops.simulators.deepgram;

import dev.voiceops.audio.Frames;
import dev.voiceops.simulators.faults.Exposure;
import dev.voiceops.simulators.speech.Hearing;
import dev.voiceops.simulators.speech.Recogniser;
import dev.voiceops.simulators.speech.SpeechException;
import dev.voiceops.simulators.speech.Transcript;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.SocketListener;
import dev.voiceops.simulators.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One Flux connection: {@code Update* StartOfTurn Update* (EagerEndOfTurn (TurnResumed Update*)?)* EndOfTurn}, over and
 * over. Lives on its event loop, to which the recogniser's news is brought.
 */
final class FluxSession implements SocketListener, Recogniser.Listener {
    private static final double UPDATE_EVERY_S = 0.25;
    private static final int SEGMENT_SILENCE_MS = 240;
    private final String requestId;
    private final Wire wire;
    private final Exposure exposure;
    private final Hearing hearing;
    private FluxOptions options;
    private FluxTurn turn = new FluxTurn();
    private int sequence;
    private int turnIndex;
    private int utterances;
    private double windowStart;
    private double lastUpdate;
    private long samples;
    private double lastSpeech;
    private int unsettled;
    private boolean forced;

    FluxSession(FluxOptions options, String requestId, Recogniser ears, Wire wire, Exposure exposure) {
        this.options = options;
        this.requestId = requestId;
        this.wire = wire;
        this.exposure = exposure;
        this.hearing = ears.open(this, SEGMENT_SILENCE_MS);
    }

    void greet() {
        send(message("Connected"));
    }

    @Override
    public void binary(ByteBuf bytes) {
        var audio = ByteBufUtil.getBytes(bytes);
        samples += audio.length;
        hearing.hearMulaw(audio);
        judge();
        if (seconds() - lastUpdate >= UPDATE_EVERY_S) {
            lastUpdate = seconds();
            event("Update", "");
        }
    }

    private double seconds() {
        return (double) samples / Frames.SAMPLE_RATE;
    }

    private long quietMs() {
        return unsettled > 0 ? 0 : Math.round((seconds() - lastSpeech) * 1000);
    }

    private void judge() {
        if (!turn.started() || unsettled > 0) {
            return;
        }
        double confidence = turn.confidence(quietMs());
        if (forced) {
            end("manual");
        } else if (confidence >= options.eot()) {
            end("model");
        } else if (quietMs() >= options.timeoutMs()) {
            end("timeout");
        } else if (options.eager() > 0 && confidence >= options.eager() && !turn.eager()) {
            turn.eager(true);
            event("EagerEndOfTurn", "");
        }
    }

    private void end(String trigger) {
        event("EndOfTurn", trigger);
        forced = false;
        turn = new FluxTurn();
        turnIndex++;
        windowStart = seconds();
    }

    private void startIfWords() {
        if (!turn.started() && !turn.words().isEmpty()) {
            turn.start();
            event("StartOfTurn", "");
        }
    }

    @Override
    public void speechStarted(double at) {
        wire.run(() -> {
            unsettled++;
            exposure.turn(++utterances);
            if (turn.eager()) {
                turn.eager(false);
                event("TurnResumed", "");
            }
        });
    }

    @Override
    public void partial(Transcript soFar) {
        wire.run(() -> {
            if (unsettled > 0) {
                turn.guess(soFar.words());
                startIfWords();
            }
        });
    }

    @Override
    public void transcript(Transcript heard) {
        wire.run(() -> {
            unsettled--;
            lastSpeech = heard.end();
            turn.settle(heard.words());
            startIfWords();
            judge();
        });
    }

    @Override
    public void failed(SpeechException why) {
        wire.run(() -> fail("INTERNAL_SERVER_ERROR", "the simulated recogniser failed"));
    }

    @Override
    public void text(String text) {
        JsonNode message;
        try {
            message = Json.read(text);
        } catch (JacksonException broken) {
            fail("UNPARSABLE_CLIENT_MESSAGE", "not JSON");
            return;
        }
        switch (message.path("type").asString("")) {
            case "CloseStream" -> {
                event("Update", "");
                wire.close(1005, "");
            }
            case "ForceEndTurn" -> force();
            case "Configure" -> configure(message);
            default -> fail("UNPARSABLE_CLIENT_MESSAGE", "unknown message type");
        }
    }

    private void force() {
        if (!turn.started() && unsettled == 0) {
            send(message("Warning")
                    .put("code", "FORCE_END_TURN_NO_ACTIVE_TURN")
                    .put("description", "there is no turn to end"));
            return;
        }
        forced = true;
        if (unsettled > 0) {
            hearing.endUtterance();
        }
        judge();
    }

    private void configure(JsonNode message) {
        try {
            options = options.with(message.path("thresholds"));
        } catch (IllegalArgumentException wrong) {
            send(message("ConfigureFailure").put("code", "INVALID_THRESHOLDS").put("description", wrong.getMessage()));
            return;
        }
        var success = message("ConfigureSuccess");
        success.putObject("thresholds")
                .put("eot_threshold", options.eot())
                .put("eager_eot_threshold", options.eager())
                .put("eot_timeout_ms", options.timeoutMs());
        success.set(
                "keyterms",
                message.path("keyterms").isArray() ? message.path("keyterms") : Json.MAPPER.createArrayNode());
        send(success);
    }

    /** Fatal: the error, then the close. */
    void fail(String code, String description) {
        send(message("Error").put("code", code).put("description", description));
        wire.close(1011, code);
    }

    private void event(String event, String trigger) {
        var info = message("TurnInfo")
                .put("event", event)
                .put("turn_index", turnIndex)
                .put("audio_window_start", ListenMessages.rounded(windowStart))
                .put("audio_window_end", ListenMessages.rounded(seconds()))
                .put("transcript", turn.text());
        var words = info.putArray("words");
        for (var word : turn.words()) {
            words.addObject()
                    .put("word", word.text())
                    .put("confidence", 0.95)
                    .put("start", ListenMessages.rounded(word.start()))
                    .put("end", ListenMessages.rounded(word.end()));
        }
        info.put("end_of_turn_confidence", turn.confidence(quietMs()));
        if (!trigger.isEmpty()) {
            info.put("trigger", trigger);
        }
        send(info);
    }

    private ObjectNode message(String type) {
        return Json.object().put("type", type).put("request_id", requestId);
    }

    private void send(ObjectNode message) {
        wire.send(Json.write(message.put("sequence_id", sequence++)));
    }

    @Override
    public void closed(int code, String reason) {
        hearing.close();
        exposure.close();
    }
}
