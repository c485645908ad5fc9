package dev.voiceops.simulators.deepgram;

import dev.voiceops.audio.Frames;
import dev.voiceops.simulators.deepgram.ListenMessages.Finality;
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
import java.time.InstantSource;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One {@code /v1/listen} connection. Lives on its event loop, to which the recogniser's news is brought. */
final class ListenSession implements SocketListener, Recogniser.Listener {
    private static final double EMPTY_RESULTS_EVERY_S = 1;
    private static final int SHORTEST_SILENCE_MS = 60;
    private final ListenOptions options;
    private final ListenMessages messages;
    private final Wire wire;
    private final Exposure exposure;
    private final InstantSource clock;
    private final Hearing hearing;
    private long samples;
    private int unsettled;
    private boolean finalizing;
    private boolean closing;
    private double lastWordEnd = -1;
    private double lastEmpty;
    private long activity;
    private int turns;

    ListenSession(
            ListenOptions options,
            String requestId,
            Recogniser ears,
            Wire wire,
            Exposure exposure,
            InstantSource clock) {
        this.options = options;
        this.messages = new ListenMessages(requestId, options);
        this.wire = wire;
        this.exposure = exposure;
        this.clock = clock;
        int endSilence = options.endpointingMs() < 0 ? Recogniser.END_SILENCE_MS : (int) options.endpointingMs();
        this.hearing = ears.open(this, Math.max(SHORTEST_SILENCE_MS, endSilence));
    }

    /** Ends the connection with NET-0001 when neither audio nor KeepAlive came for {@code idleMs}. */
    void watch(long idleMs) {
        long seen = activity;
        wire.pause(idleMs, () -> {
            if (seen == activity && !wire.ended()) {
                wire.close(1011, "NET-0001: did not receive audio data or a text message within the timeout window");
            } else if (!wire.ended()) {
                watch(idleMs);
            }
        });
    }

    @Override
    public void binary(ByteBuf bytes) {
        activity++;
        if (!bytes.isReadable()) {
            finish();
            return;
        }
        var audio = ByteBufUtil.getBytes(bytes);
        samples += audio.length;
        hearing.hearMulaw(audio);
        pauses();
    }

    private double seconds() {
        return (double) samples / Frames.SAMPLE_RATE;
    }

    private void pauses() {
        double now = seconds();
        boolean gap = lastWordEnd >= 0 && (now - lastWordEnd) * 1000 >= options.utteranceEndMs();
        if (options.utteranceEndMs() > 0 && gap && unsettled == 0) {
            wire.send(messages.utteranceEnd(lastWordEnd));
            lastWordEnd = -1;
        }
        if (unsettled == 0 && now - lastEmpty >= EMPTY_RESULTS_EVERY_S) {
            var nothing = new Transcript(List.of(), lastEmpty, now, false);
            wire.send(messages.results(nothing, new Finality(true, false, false)));
            lastEmpty = now;
        }
    }

    @Override
    public void text(String text) {
        activity++;
        JsonNode message;
        try {
            message = Json.read(text);
        } catch (JacksonException broken) {
            wire.send(ListenMessages.error("SchemaError", "not JSON"));
            return;
        }
        switch (message.path("type").asString("")) {
            case "KeepAlive" -> {}
            case "Finalize" -> settle();
            case "CloseStream" -> finish();
            case "Configure" ->
                wire.send(messages.configured(message.path("keyterms")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList()));
            default -> wire.send(ListenMessages.error("SchemaError", "unknown message type"));
        }
    }

    private void settle() {
        if (unsettled > 0) {
            finalizing = true;
            hearing.endUtterance();
        } else {
            double now = seconds();
            wire.send(messages.results(new Transcript(List.of(), now, now, false), new Finality(true, false, true)));
        }
    }

    private void finish() {
        closing = true;
        if (unsettled > 0) {
            hearing.endUtterance();
        } else {
            farewell();
        }
    }

    private void farewell() {
        wire.send(messages.metadata(seconds(), clock.instant()));
        wire.close(1000, "");
    }

    @Override
    public void speechStarted(double at) {
        wire.run(() -> {
            unsettled++;
            exposure.turn(++turns);
            if (options.vadEvents()) {
                wire.send(messages.speechStarted(at));
            }
        });
    }

    @Override
    public void partial(Transcript soFar) {
        wire.run(() -> {
            if (unsettled > 0 && options.interim() && !soFar.words().isEmpty()) {
                wire.send(messages.results(soFar, Finality.INTERIM));
            }
        });
    }

    @Override
    public void transcript(Transcript heard) {
        wire.run(() -> {
            unsettled--;
            boolean words = !heard.words().isEmpty();
            boolean speechFinal = words && options.endpointingMs() >= 0 && !wire.quirk("no_speech_final");
            wire.send(messages.results(heard, new Finality(true, speechFinal, finalizing)));
            finalizing &= unsettled > 0;
            lastEmpty = seconds();
            if (words) {
                lastWordEnd = heard.words().getLast().end();
            }
            if (closing && unsettled == 0) {
                farewell();
            }
        });
    }

    @Override
    public void failed(SpeechException why) {
        wire.run(() -> wire.close(1011, "NET-0000: the simulated recogniser failed"));
    }

    @Override
    public void closed(int code, String reason) {
        hearing.close();
        exposure.close();
    }
}
