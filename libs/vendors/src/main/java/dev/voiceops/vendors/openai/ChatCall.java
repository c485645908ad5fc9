package dev.voiceops.vendors.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.vendors.LlmCall;
import dev.voiceops.vendors.LlmDeadlines;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import dev.voiceops.vendors.wire.Mailbox;
import dev.voiceops.vendors.wire.Pulse;
import dev.voiceops.vendors.wire.Wire;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One streamed answer, its connection and its deadlines. State belongs to the mailbox. */
final class ChatCall implements LlmCall {
    private static final Logger log = LoggerFactory.getLogger(ChatCall.class);
    private static final long BEAT_MS = 50;
    private static final long WAIT_FOR_USAGE_MS = 1_000;
    private static final int MAX_ERROR_BODY = 16 * 1024;

    private final Wire wire;
    private final LlmDeadlines deadlines;
    private final LlmListener listener;
    private final Mailbox mailbox;
    private final long askedMs;
    private volatile boolean over;
    private volatile @Nullable CompletableFuture<?> response;
    private volatile Pulse.Beat beat = () -> {};

    // of the mailbox
    private int status;
    private Failures failures = new Failures(null);
    private @Nullable ChatStream stream;
    private @Nullable SseReader reader;
    private final StringBuilder errorBody = new StringBuilder();
    private long progress;
    private long progressMs;

    private ChatCall(Wire wire, LlmDeadlines deadlines, LlmListener listener) {
        this.wire = wire;
        this.deadlines = deadlines;
        this.listener = listener;
        mailbox = new Mailbox(wire.threads());
        askedMs = wire.pulse().nowMs();
        progressMs = askedMs;
    }

    static LlmCall send(Wire wire, HttpRequest request, LlmDeadlines deadlines, LlmListener listener) {
        var call = new ChatCall(wire, deadlines, listener);
        call.mailbox.execute(() -> call.start(request));
        return call;
    }

    @Override
    public void cancel() {
        stop();
        hangUp();
    }

    private void start(HttpRequest request) {
        if (over) return;
        beat = wire.pulse().every(BEAT_MS, () -> mailbox.execute(this::beat));
        var sent = wire.http().sendAsync(request, this::body);
        response = sent;
        sent.whenComplete((_, error) -> mailbox.execute(() -> ended(error)));
        if (over) cancel(); // while this was starting
    }

    private BodyReader body(ResponseInfo info) {
        mailbox.execute(() -> answered(info.statusCode(), info.headers()));
        return new BodyReader(bytes -> mailbox.execute(() -> read(bytes)));
    }

    private void answered(int code, HttpHeaders headers) {
        if (over) return;
        status = code;
        failures = new Failures(headers.firstValue("x-request-id").orElse(null));
        if (code / 100 != 2) return;
        listener.onFirstByte(headers.firstValue("x-request-id").orElse(""));
        RateLimitHeaders.read(headers).ifPresent(listener::onRateLimits);
        stream = new ChatStream(listener, failures);
        reader = new SseReader(this::event);
    }

    private void event(String data) {
        if (!over && stream != null) stream.event(data);
    }

    private void read(byte[] bytes) {
        if (over) return;
        if (reader == null || stream == null) {
            if (errorBody.length() < MAX_ERROR_BODY) errorBody.append(new String(bytes, UTF_8));
            return;
        }
        long now = wire.pulse().nowMs();
        try {
            reader.feed(bytes);
        } catch (SseReader.TooLong e) {
            fail(failures.of(Kind.PROTOCOL, "too_long", "the model's server sent an endless line"));
        }
        if (stream.progress() != progress) progressMs = now;
        progress = stream.progress();
        look();
    }

    /** The exchange is over, well or not. */
    private void ended(@Nullable Throwable error) {
        if (over) return;
        if (status == 0) {
            fail(failures.of(Kind.TRANSIENT, "connect", "could not reach the model's server"));
        } else if (reader == null || stream == null) {
            fail(failures.refused(status, errorBody.toString()));
        } else {
            if (error == null) reader.finish();
            stream.end();
            look();
        }
    }

    private void look() {
        if (over || stream == null) return;
        switch (stream.state()) {
            case GOING, FINISHED -> {}
            case DONE -> stop();
            case FAILED -> {
                if (stream.failure() != null) fail(stream.failure());
            }
        }
    }

    private void beat() {
        if (over) return;
        long now = wire.pulse().nowMs();
        if (stream != null && stream.state() == ChatStream.State.FINISHED) {
            if (now - progressMs < WAIT_FOR_USAGE_MS) return;
            stream.end();
            look();
            hangUp();
        } else if (progress == 0 && now - askedMs >= deadlines.firstToken().toMillis()) {
            late("first_token");
        } else if (progress > 0 && now - progressMs >= deadlines.gap().toMillis()) {
            late("token_gap");
        } else if (now - askedMs >= deadlines.total().toMillis()) {
            late("total_time");
        }
    }

    private void late(String which) {
        fail(failures.of(Kind.TRANSIENT, which, "the model did not answer within its deadline"));
    }

    private void fail(VendorFailure failure) {
        if (over) return;
        stop();
        hangUp();
        log.atWarn()
                .addKeyValue("code", failure.code())
                .addKeyValue("request", failure.requestId())
                .log("a brain failed");
        listener.onFailure(failure);
    }

    private void stop() {
        over = true;
        beat.stop();
    }

    /** Drops the connection if the answer is still coming: the only way to stop the vendor's meter. */
    private void hangUp() {
        var running = response;
        if (running != null) running.cancel(true);
    }
}
