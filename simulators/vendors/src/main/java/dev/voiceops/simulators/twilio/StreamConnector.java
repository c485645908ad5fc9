package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.voice.SpokenLines;
import dev.voiceops.simulators.wire.Outlet;
import dev.voiceops.simulators.wire.SocketDial;
import dev.voiceops.simulators.wire.Wire;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays {@code <Connect><Stream>} for one call: opens the socket, waits for its end, tells the status callback. */
final class StreamConnector {
    /** Answers to what befalls the call, null when the signal is about the stream. */
    @FunctionalInterface
    interface Instruction {
        @Nullable
        Next of(Signal signal) throws InterruptedException;
    }

    private final PhoneCall call;
    private final Account account;
    private final Signer signer;
    private final SocketDial sockets;
    private final Webhooks webhooks;
    private final FaultScripts faults;
    private final InstantSource clock;
    private final SpokenLines lines;
    private final Supplier<AgentWords> words;
    private final CallerScript script;
    private final long placedNanos;

    StreamConnector(PhoneCall call, Equipment with) {
        this.call = call;
        this.account = with.account();
        this.signer = with.signer();
        this.sockets = with.sockets();
        this.webhooks = with.webhooks();
        this.faults = with.faults();
        this.clock = with.clock();
        this.lines = with.lines();
        this.words = with.words();
        this.script = new CallerScript(call.plan().scenario());
        this.placedNanos = call.placedNanos();
    }

    /** @return {@link Next.Verb} when the stream is over and the call goes on */
    Next run(Verb.Stream stream, Instruction instruction) throws InterruptedException {
        var streamSid = Sids.next("MZ");
        var refusal = refusal(stream);
        if (refusal != null) {
            report(Progress.WARNING, "code", refusal.code(), "message", String.valueOf(refusal.getMessage()));
            tell(stream, streamSid, "stream-error", refusal.code() + " " + refusal.getMessage());
            return new Next.Verb();
        }
        var opening = new Opening(stream, streamSid);
        sockets.dial(URI.create(stream.url()), headers(stream), opening::opened, opening::failed);
        while (true) {
            var signal = call.signals().take();
            switch (signal) {
                case Signal.StreamUp(var sid) when !sid.equals(streamSid) -> {}
                case Signal.StreamFailed(var sid, int _, String _) when !sid.equals(streamSid) -> {}
                case Signal.StreamOver(var sid, int _) when !sid.equals(streamSid) -> {}
                case Signal.StreamUp _ -> {
                    report(Progress.STREAM_STARTED, "stream_sid", streamSid, "url", stream.url());
                    tell(stream, streamSid, "stream-started", "");
                }
                case Signal.StreamFailed(var _, int code, var why) -> {
                    report(Progress.WARNING, "code", code, "message", why);
                    tell(stream, streamSid, "stream-error", code + " " + why);
                    return new Next.Verb();
                }
                case Signal.StreamOver(var _, int closeCode) -> {
                    report(Progress.STREAM_STOPPED, "by", "server", "close_code", closeCode);
                    boolean broken = closeCode == 1006;
                    tell(stream, streamSid, broken ? "stream-error" : "stream-stopped", broken ? "31921 closed" : "");
                    return new Next.Verb();
                }
                case Signal.HungUp _, Signal.Completed _, Signal.Redirected _ -> {
                    opening.stop();
                    report(Progress.STREAM_STOPPED, "by", "twilio", "close_code", 1000);
                    tell(stream, streamSid, "stream-stopped", "");
                    var next = instruction.of(signal);
                    if (next != null) {
                        return next;
                    }
                }
            }
        }
    }

    private @Nullable CallError refusal(Verb.Stream stream) {
        var url = stream.url();
        if (url.contains("?")) {
            return new CallError(31920, "a stream URL has no query: use <Parameter>");
        }
        if (!url.startsWith("wss://") && !(url.startsWith("ws://") && loopback(url))) {
            return new CallError(31922, "a stream URL begins with wss:// (ws:// on loopback only)");
        }
        for (var parameter : stream.parameters().entrySet()) {
            if (parameter.getKey().length() + parameter.getValue().length() >= 500) {
                return new CallError(31920, "parameter " + parameter.getKey() + " is 500 characters or more");
            }
        }
        return null;
    }

    private static boolean loopback(String url) {
        try {
            return InetAddress.getByName(URI.create(url).getHost()).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }

    private Map<String, String> headers(Verb.Stream stream) {
        return Map.of(
                "x-twilio-signature",
                signer.sign(stream.url(), Map.of()),
                "user-agent",
                "Twilio.TmeWs/1.0 (simulated)");
    }

    private void tell(Verb.Stream stream, String streamSid, String event, String error) throws InterruptedException {
        if (stream.statusCallback().isEmpty()) {
            return;
        }
        var fields = new TreeMap<>(Map.of(
                "AccountSid",
                account.sid(),
                "CallSid",
                call.sid(),
                "StreamSid",
                streamSid,
                "StreamName",
                stream.name().isEmpty() ? streamSid : stream.name(),
                "StreamEvent",
                event,
                "Timestamp",
                clock.instant().toString()));
        if (!error.isEmpty()) {
            fields.put("StreamError", error);
        }
        try {
            webhooks.post(stream.statusCallback(), fields, List.of());
        } catch (CallError unanswered) {
            report(Progress.WARNING, "code", unanswered.code(), "message", "stream status callback failed");
        }
    }

    private void report(String event, Object... namesAndValues) {
        long nowMs = (System.nanoTime() - placedNanos) / 1_000_000;
        call.feed().add(Progress.of(nowMs, event, namesAndValues));
    }

    /** One attempt to open a stream. The socket side runs on its event loop, {@link #stop} on the call's thread. */
    private final class Opening {
        private final Verb.Stream stream;
        private final String streamSid;
        private @Nullable MediaStream media;
        private boolean stopped;

        Opening(Verb.Stream stream, String streamSid) {
            this.stream = stream;
            this.streamSid = streamSid;
        }

        synchronized MediaStream opened(Outlet outlet, FaultScripts.After after) {
            var messages = new StreamMessages(account.sid(), call.sid(), streamSid);
            var wire = new Wire(outlet, after, (hurt, _) -> hurt.send("{\"event\":\"error\"}"));
            var opened =
                    new MediaStream(streamSid, messages, wire, after, call.signals()::add, call.feed(), placedNanos);
            var handset = new Handset(script, lines, call.audio(), words.get(), opened);
            media = opened;
            opened.begin(handset, faults.expose(Vendor.TWILIO, "media", after), stream.parameters());
            if (stopped) {
                opened.stop();
            }
            return opened;
        }

        void failed(Throwable why) {
            int code = switch (why) {
                case WebSocketClientHandshakeException _ -> 31920;
                case ConnectException _ -> 31904;
                case TimeoutException _ -> 31901;
                default -> 31921;
            };
            call.signals().add(new Signal.StreamFailed(streamSid, code, String.valueOf(why.getMessage())));
        }

        synchronized void stop() {
            stopped = true;
            if (media != null) {
                media.stop();
            }
        }
    }
}
