package dev.voiceops.vendors.deepgram;

import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.wire.Mailbox;
import dev.voiceops.vendors.wire.Pulse;
import dev.voiceops.vendors.wire.SocketEnd;
import dev.voiceops.vendors.wire.SocketListener;
import dev.voiceops.vendors.wire.SocketTarget;
import dev.voiceops.vendors.wire.VendorSocket;
import dev.voiceops.vendors.wire.Wire;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One live stream of either protocol. Audio goes straight to the socket; all else happens in the mailbox. */
final class DeepgramStream implements SttStream, SocketListener {
    private static final Logger log = LoggerFactory.getLogger(DeepgramStream.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CLOSE = "{\"type\":\"CloseStream\"}";
    private static final long BEAT_MS = 250;
    private static final long PAUSE_MS = 1000; // audio that stays away longer does not flow

    private final Wire wire;
    private final DeepgramConfig config;
    private final Dialect dialect;
    private final SttListener listener;
    private final Mailbox mailbox;
    private final VendorSocket socket = new VendorSocket(this);
    private volatile long lastAudioMs;
    private volatile long flowingSinceMs;
    private volatile boolean closed;

    // of the mailbox
    private Pulse.Beat beat = () -> {};
    private boolean open;
    private boolean over;
    private long lastMessageMs;
    private @Nullable String requestId;

    private DeepgramStream(Wire wire, DeepgramConfig config, Dialect dialect, SttListener listener) {
        this.wire = wire;
        this.config = config;
        this.dialect = dialect;
        this.listener = listener;
        mailbox = new Mailbox(wire.threads());
        lastAudioMs = now();
    }

    static DeepgramStream open(Wire wire, DeepgramConfig config, Dialect dialect, SttListener listener) {
        var stream = new DeepgramStream(wire, config, dialect, listener);
        stream.mailbox.execute(stream::start);
        return stream;
    }

    private void start() {
        beat = wire.pulse().every(BEAT_MS, () -> mailbox.execute(this::beat));
        var headers = Map.of("Authorization", "Token " + config.key());
        socket.connect(wire, new SocketTarget(URI.create(config.base() + dialect.target()), headers, config.connect()));
    }

    @Override
    public void hear(byte[] mulaw) {
        if (closed || mulaw.length == 0) return;
        long now = now();
        if (flowingSinceMs == 0 || now - lastAudioMs > PAUSE_MS) flowingSinceMs = now;
        lastAudioMs = now;
        socket.audio(mulaw);
    }

    @Override
    public void flush() {
        mailbox.execute(() -> {
            if (!over) dialect.flush(socket);
        });
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        socket.text(CLOSE);
        wire.pulse().after(config.drain().toMillis(), socket::drop);
        mailbox.execute(() -> {
            if (!open) socket.drop();
        });
    }

    @Override
    public void onOpen() {
        mailbox.execute(() -> {
            if (over) return;
            open = true;
            lastMessageMs = now();
            listener.onOpen();
        });
    }

    @Override
    public void onText(String message) {
        mailbox.execute(() -> {
            if (!over) read(message);
        });
    }

    @Override
    public void onEnd(SocketEnd end) {
        mailbox.execute(() -> {
            if (over) return;
            if (!closed) {
                fail(Failures.of(end, requestId));
                return;
            }
            over = true;
            beat.stop();
            dialect.ended();
        });
    }

    private void read(String text) {
        lastMessageMs = now();
        try {
            var message = JSON.readTree(text);
            noteRequestId(message.path("request_id")
                    .asString(message.path("metadata").path("request_id").asString("")));
            if (message.path("type").asString("").equals("Error")) fail(Failures.of(message, requestId));
            else dialect.hear(message, lastMessageMs);
        } catch (JacksonException e) {
            fail(Failures.garbage(requestId));
        }
    }

    private void noteRequestId(String id) {
        if (requestId != null || id.isEmpty()) return;
        requestId = id;
        listener.onRequestId(id);
    }

    private void beat() {
        if (over || !open) return;
        long now = now();
        long idleMs = now - lastAudioMs;
        long dropped = socket.takeDropped();
        if (dropped > 0) listener.onAudioDropped(dropped / 8);
        dialect.beat(now);
        if (closed) return;
        if (idleMs > BEAT_MS) dialect.idle(socket, idleMs);
        if (idleMs <= PAUSE_MS && quietFor(now) > config.silent().toMillis()) fail(Failures.silent(requestId));
    }

    private long quietFor(long now) {
        return flowingSinceMs == 0 ? 0 : now - Math.max(lastMessageMs, flowingSinceMs);
    }

    private void fail(VendorFailure failure) {
        over = true;
        beat.stop();
        socket.drop();
        log.atWarn()
                .addKeyValue("code", failure.code())
                .addKeyValue("request", requestId)
                .log("an ear failed");
        listener.onFailure(failure);
    }

    private long now() {
        return wire.pulse().nowMs();
    }
}
