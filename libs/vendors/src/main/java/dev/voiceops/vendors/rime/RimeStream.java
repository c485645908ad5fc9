package dev.voiceops.vendors.rime;

import dev.voiceops.vendors.TtsListener;
import dev.voiceops.vendors.TtsStream;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import dev.voiceops.vendors.wire.Mailbox;
import dev.voiceops.vendors.wire.Pulse;
import dev.voiceops.vendors.wire.SocketEnd;
import dev.voiceops.vendors.wire.SocketTarget;
import dev.voiceops.vendors.wire.Wire;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The voice of one call over one warm socket at a time. All state belongs to the mailbox. */
final class RimeStream implements TtsStream, RimeLine.Speaker {
    private static final Logger log = LoggerFactory.getLogger(RimeStream.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FLUSH = "{\"operation\":\"flush\"}";
    private static final String CLEAR = "{\"operation\":\"clear\"}";
    private static final long BEAT_MS = 250;
    private static final long STEADY_MS = 1_000; // a socket that lived shorter is not replaced before it is needed

    private final Wire wire;
    private final RimeConfig config;
    private final URI url;
    private final TtsListener listener;
    private final Mailbox mailbox;
    private Pulse.Beat beat = () -> {};
    private @Nullable RimeLine line;
    private @Nullable RimeTurn turn;
    private @Nullable VendorFailure shutOut; // our key or credit was refused: not tried again
    private int over = Integer.MIN_VALUE; // this turn and all before are over
    private boolean closed;

    private RimeStream(Wire wire, RimeConfig config, URI url, TtsListener listener) {
        this.wire = wire;
        this.config = config;
        this.url = url;
        this.listener = listener;
        mailbox = new Mailbox(wire.threads());
    }

    static RimeStream open(Wire wire, RimeConfig config, URI url, TtsListener listener) {
        var stream = new RimeStream(wire, config, url, listener);
        stream.mailbox.execute(stream::start);
        return stream;
    }

    @Override
    public void say(int number, String text) {
        mailbox.execute(() -> {
            var speaking = turn(number);
            if (speaking == null || speaking.ended) return;
            for (var piece : Pieces.of(text)) speak(speaking, piece);
        });
    }

    @Override
    public void end(int number) {
        mailbox.execute(() -> {
            var speaking = turn(number);
            if (speaking == null) return;
            speaking.ended = true;
            finishIfSpoken(speaking);
        });
    }

    @Override
    public void clear(int number) {
        mailbox.execute(() -> {
            if (turn != null && turn.number <= number) drop(turn);
            over = Math.max(over, number);
        });
    }

    @Override
    public void close() {
        mailbox.execute(() -> {
            if (closed) return;
            closed = true;
            beat.stop();
            turn = null;
            if (line != null) line.leave();
        });
    }

    private void start() {
        beat = wire.pulse().every(BEAT_MS, () -> mailbox.execute(this::beat));
        connect();
    }

    private RimeLine connect() {
        var fresh = new RimeLine(wire.pulse(), mailbox, this);
        line = fresh;
        var headers = Map.of("Authorization", "Bearer " + config.key());
        fresh.socket.connect(wire, new SocketTarget(url, headers, config.connect()));
        return fresh;
    }

    /** The turn of this number, begun if need be; null when it is over. */
    private @Nullable RimeTurn turn(int number) {
        if (closed || number <= over) return null;
        if (turn != null && turn.number > number) return null;
        if (turn != null && turn.number < number) drop(turn);
        if (turn == null) turn = new RimeTurn(number);
        return turn;
    }

    private void speak(RimeTurn speaking, String piece) {
        if (shutOut != null) {
            fail(speaking, shutOut);
            return;
        }
        if (turn != speaking) return;
        speaking.said.add(piece);
        speaking.undelivered++;
        speaking.progressMs = now();
        send(speaking, piece);
    }

    private void send(RimeTurn speaking, String piece) {
        var socket = (line == null ? connect() : line).socket;
        var message = JSON.createObjectNode().put("text", piece).put("contextId", speaking.context);
        socket.text(JSON.writeValueAsString(message));
        socket.text(FLUSH);
    }

    private void drop(RimeTurn dropped) {
        if (dropped.undelivered > 0 && line != null) line.socket.text(CLEAR);
        over = Math.max(over, dropped.number);
        turn = null;
    }

    private void finishIfSpoken(RimeTurn speaking) {
        if (!speaking.isSpoken()) return;
        over = speaking.number;
        turn = null;
        listener.onSpoken(speaking.number);
    }

    private void fail(RimeTurn speaking, VendorFailure failure) {
        if (turn != speaking) return;
        drop(speaking);
        log.atWarn().addKeyValue("code", failure.code()).log("a voice failed");
        listener.onFailure(speaking.number, failure);
    }

    private void beat() {
        if (turn == null
                || turn.undelivered == 0
                || now() - turn.progressMs < config.stall().toMillis()) return;
        var stalled = turn;
        if (line != null) line.socket.drop();
        line = null;
        fail(stalled, Failures.failure(Kind.TRANSIENT, "stall", "Rime took text and sends no audio"));
        connect();
    }

    @Override
    public void read(RimeLine from, String text) {
        if (line != from) return; // it was replaced
        try {
            var message = JSON.readTree(text);
            if (!message.isObject()) throw new IllegalArgumentException("not an object");
            read(message);
        } catch (JacksonException | IllegalArgumentException e) {
            if (turn != null) fail(turn, Failures.failure(Kind.TRANSIENT, "garbage", "Rime sent something unreadable"));
        }
    }

    private void read(JsonNode message) {
        var speaking = turn;
        if (speaking == null || !isOf(speaking, message.path("contextId"))) return;
        switch (message.path("type").asString("")) {
            case "chunk" -> {
                var audio = Base64.getDecoder().decode(message.path("data").asString(""));
                if (audio.length == 0) return;
                speaking.audio(audio.length, now());
                listener.onAudio(speaking.number, audio);
            }
            case "timestamps" -> {
                var words = speaking.words.read(message.path("word_timestamps"));
                if (!words.isEmpty()) listener.onWords(speaking.number, words);
            }
            case "done" -> {
                speaking.done(now());
                finishIfSpoken(speaking);
            }
            case "error" -> fail(speaking, Failures.failure(Kind.PROTOCOL, "refused", "Rime refused the text"));
            default -> {} // new ones
        }
    }

    /** Messages of a cleared turn come late; those without a context belong to the one that speaks. */
    private static boolean isOf(RimeTurn speaking, JsonNode context) {
        return !context.isString() || context.asString().equals(speaking.context);
    }

    @Override
    public void lost(RimeLine gone, SocketEnd end) {
        if (line != gone) return;
        line = null;
        if (closed) return;
        var failure = Failures.of(end);
        if (failure.kind() == Kind.AUTH || failure.kind() == Kind.QUOTA) shutOut = failure;
        var speaking = turn;
        if (speaking != null && speaking.undelivered > 0) {
            // Rime closes a socket that was idle for about 30 s: what was said to one just closing is said again
            var mayTryAgain = gone.wasOpen() && speaking.samples == 0 && !speaking.saidAgain && failure.mayPass();
            if (!mayTryAgain) {
                fail(speaking, failure);
                return;
            }
            speaking.saidAgain = true;
            speaking.said.forEach(piece -> send(speaking, piece));
        } else if (gone.wasOpenFor(STEADY_MS)) {
            connect();
        }
    }

    private long now() {
        return wire.pulse().nowMs();
    }
}
