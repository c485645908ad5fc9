package dev.voiceops.simulators.twilio;

import dev.voiceops.audio.Wav;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One simulated phone call. Any thread. */
public final class PhoneCall {
    private final String sid;
    private final CallPlan plan;
    private final Instant placed;
    private final CallFeed feed = new CallFeed();
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<CallReport> report = new CompletableFuture<>();
    private final @Nullable CallAudio audio;
    private final long placedNanos = System.nanoTime();
    private volatile String status = "queued";

    PhoneCall(String sid, CallPlan plan, Instant placed) {
        this.placed = placed;
        this.sid = sid;
        this.plan = plan;
        this.audio = plan.keepAudio() ? new CallAudio() : null;
    }

    /** {@code CA} and 32 hex digits. */
    public String sid() {
        return sid;
    }

    /** Twilio's word for the state of the call: queued, ringing, in-progress, completed, busy, failed, no-answer. */
    public String status() {
        return status;
    }

    /** When the call was placed: what progress counts from. */
    public Instant placed() {
        return placed;
    }

    public CallPlan plan() {
        return plan;
    }

    /** All that happened so far. */
    public List<Progress> progress() {
        return feed.list();
    }

    /** Tells all that happened and will happen, in order; the follower must not block. */
    public void follow(Consumer<Progress> follower) {
        feed.follow(follower);
    }

    /** Completes when the call is over. */
    public CompletableFuture<CallReport> report() {
        return report;
    }

    /** The caller hangs up now, whatever his script says. */
    public void hangUp() {
        signals.add(new Signal.HungUp("control"));
    }

    /** Caller left, agent as heard right, if the plan keeps audio. */
    public Optional<Wav> recording() {
        return Optional.ofNullable(audio).map(CallAudio::wav);
    }

    /** The agent's audio as the caller heard it, mu-law from the start of the first stream, if the plan keeps audio. */
    public Optional<byte[]> heard() {
        return Optional.ofNullable(audio).map(CallAudio::heard);
    }

    long placedNanos() {
        return placedNanos;
    }

    boolean ended() {
        return List.of("completed", "busy", "failed", "no-answer", "canceled").contains(status);
    }

    void status(String now) {
        status = now;
    }

    CallFeed feed() {
        return feed;
    }

    BlockingQueue<Signal> signals() {
        return signals;
    }

    @Nullable
    CallAudio audio() {
        return audio;
    }
}
