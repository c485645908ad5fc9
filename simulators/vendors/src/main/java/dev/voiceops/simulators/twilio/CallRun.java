package dev.voiceops.simulators.twilio;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one call from the first webhook to the last status callback, on its own virtual thread. */
final class CallRun {
    private static final int MOST_DOCUMENTS = 50;
    private final PhoneCall call;
    private final Account account;
    private final Webhooks webhooks;
    private final StatusCallbacks statuses;
    private final StreamConnector streams;
    private final long placedNanos;
    private String documentUrl;
    private int documents;

    CallRun(PhoneCall call, Equipment with) {
        this.call = call;
        this.account = with.account();
        this.webhooks = with.webhooks();
        this.statuses = new StatusCallbacks(webhooks, with.clock(), call.plan());
        this.streams = new StreamConnector(call, with);
        this.placedNanos = call.placedNanos();
        this.documentUrl = call.plan().webhookUrl();
    }

    Ending run() throws InterruptedException {
        tell("initiated", "initiated", Map.of());
        call.status("ringing");
        tell("ringing", "ringing", Map.of());
        var ending = follow(first());
        call.status(ending.status());
        long seconds = Math.ceilDiv(nowMs(), 1000);
        tell(
                "completed",
                ending.status(),
                Map.of(
                        "CallDuration", String.valueOf(seconds),
                        "Duration", String.valueOf(Math.ceilDiv(seconds, 60)),
                        "SipResponseCode", "200"));
        return ending;
    }

    private Next first() throws InterruptedException {
        try {
            return new Next.Document(fetch(documentUrl, Map.of()));
        } catch (CallError failed) {
            return fallback(failed);
        }
    }

    private Ending follow(Next from) throws InterruptedException {
        var next = from;
        while (true) {
            switch (next) {
                case Next.End(var ending) -> {
                    return ending;
                }
                case Next.Document(var verbs) -> {
                    if (++documents > MOST_DOCUMENTS) {
                        return Ending.error(12400);
                    }
                    next = play(verbs);
                }
                case Next.Verb _ -> {
                    return Ending.agent("twiml_end");
                }
            }
        }
    }

    private Next play(List<Verb> verbs) throws InterruptedException {
        for (var verb : verbs) {
            try {
                var next = play(verb);
                if (!(next instanceof Next.Verb)) {
                    return next;
                }
            } catch (CallError failed) {
                return fallback(failed);
            }
        }
        return new Next.Verb();
    }

    private Next play(Verb verb) throws InterruptedException {
        if (!(verb instanceof Verb.Reject)) {
            answer();
        }
        return switch (verb) {
            case Verb.Say(var text) -> {
                report(Progress.VERB, "verb", "say", "text", text);
                yield pass((long) text.length() * call.plan().sayMsPerCharacter());
            }
            case Verb.Play(var url) -> {
                report(Progress.VERB, "verb", "play", "url", url);
                yield pass(1_000);
            }
            case Verb.Pause(int seconds) -> {
                report(Progress.VERB, "verb", "pause", "seconds", seconds);
                yield pass(1000L * seconds);
            }
            case Verb.Connect(var action, var stream) -> connect(action, stream);
            case Verb.Dial(var action, var targets) -> dial(action, targets);
            case Verb.Redirect(var url) -> {
                report(Progress.VERB, "verb", "redirect", "url", url);
                yield new Next.Document(fetch(absolute(url), Map.of()));
            }
            case Verb.Hangup _ -> {
                report(Progress.VERB, "verb", "hangup");
                yield new Next.End(Ending.agent("hangup"));
            }
            case Verb.Reject(var reason) -> {
                report(Progress.VERB, "verb", "reject", "reason", reason);
                yield new Next.End(new Ending("agent", "rejected", reason.equals("busy") ? "busy" : "no-answer"));
            }
            case Verb.Unknown(var name) -> {
                report(Progress.WARNING, "code", 12200, "message", "the simulator does not play <" + name + ">");
                yield new Next.Verb();
            }
        };
    }

    private void answer() throws InterruptedException {
        if (call.status().equals("ringing")) {
            call.status("in-progress");
            tell("answered", "in-progress", Map.of());
        }
    }

    private Next connect(String action, Verb.Stream stream) throws InterruptedException {
        report(Progress.VERB, "verb", "connect", "url", stream.url());
        var next = streams.run(stream, this::instructed);
        return next instanceof Next.Verb && !action.isEmpty()
                ? new Next.Document(fetch(absolute(action), Map.of()))
                : next;
    }

    private Next dial(String action, List<String> targets) throws InterruptedException {
        var met = call.plan().dialled();
        report(Progress.VERB, "verb", "dial", "to", String.join(", ", targets), "status", met.status());
        boolean answered = met.status().equals("completed");
        var interrupted = pass(met.answersAfterMs() + (answered ? met.talksMs() : 0));
        if (!(interrupted instanceof Next.Verb) || action.isEmpty()) {
            return interrupted;
        }
        var fields = new TreeMap<>(Map.of(
                "DialCallStatus", met.status(),
                "DialCallSid", Sids.next("CA"),
                "DialBridged", String.valueOf(answered)));
        if (answered) {
            fields.put("DialCallDuration", String.valueOf(met.talksMs() / 1000));
        }
        return new Next.Document(fetch(absolute(action), fields));
    }

    /** Lets time pass, unless something befalls the call. */
    private Next pass(long ms) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (true) {
            var signal = call.signals().poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (signal == null) {
                return new Next.Verb();
            }
            var next = instructed(signal);
            if (next != null) {
                return next;
            }
        }
    }

    /** What the signal tells the call to do, null if it is about a stream. */
    private @Nullable Next instructed(Signal signal) throws InterruptedException {
        return switch (signal) {
            case Signal.HungUp(var reason) -> new Next.End(Ending.caller(reason));
            case Signal.Completed _ -> new Next.End(Ending.agent("rest_completed"));
            case Signal.Redirected(var twiml, var url) -> {
                report(Progress.VERB, "verb", "rest_redirect", "url", url);
                yield new Next.Document(url.isEmpty() ? TwimlReader.read(twiml) : fetch(url, Map.of()));
            }
            case Signal.StreamUp _, Signal.StreamFailed _, Signal.StreamOver _ -> null;
        };
    }

    private List<Verb> fetch(String url, Map<String, String> added) throws InterruptedException {
        var fields = voice(call.status());
        fields.putAll(added);
        var answer = webhooks.post(url, fields, webhooks.deeds("webhook"));
        report(Progress.WEBHOOK, "url", url, "status", answer.status(), "ms", answer.ms());
        documentUrl = url;
        if (answer.status() == 204) {
            return List.of();
        }
        if (answer.status() / 100 != 2) {
            throw new CallError(11200, "HTTP status " + answer.status() + " from " + url);
        }
        if (!answer.contentType().matches("(?i)(text|application)/xml.*")) {
            throw new CallError(12300, "invalid content type '" + answer.contentType() + "'");
        }
        return TwimlReader.read(answer.body());
    }

    private Next fallback(CallError failed) throws InterruptedException {
        report(Progress.WARNING, "code", failed.code(), "message", String.valueOf(failed.getMessage()));
        var url = call.plan().fallbackUrl();
        if (url.isEmpty() || documentUrl.equals(url)) {
            return new Next.End(Ending.error(failed.code()));
        }
        try {
            var failedUrl = documentUrl;
            return new Next.Document(
                    fetch(url, Map.of("ErrorCode", String.valueOf(failed.code()), "ErrorUrl", failedUrl)));
        } catch (CallError again) {
            report(Progress.WARNING, "code", again.code(), "message", String.valueOf(again.getMessage()));
            return new Next.End(Ending.error(again.code()));
        }
    }

    private Map<String, String> voice(String status) {
        return Fields.voice(account.sid(), call.sid(), call.plan(), status);
    }

    private void tell(String event, String status, Map<String, String> added) throws InterruptedException {
        statuses.send(event, voice(status), added);
    }

    private String absolute(String url) {
        return URI.create(documentUrl).resolve(url).toString();
    }

    private long nowMs() {
        return (System.nanoTime() - placedNanos) / 1_000_000;
    }

    private void report(String event, Object... namesAndValues) {
        call.feed().add(Progress.of(nowMs(), event, namesAndValues));
    }
}
