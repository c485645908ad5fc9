package dev.voiceops.connector.session;

import dev.voiceops.call.CallLoop;
import dev.voiceops.call.Conversation;
import dev.voiceops.call.EndReason;
import dev.voiceops.call.Event;
import dev.voiceops.call.Failure;
import dev.voiceops.call.Outcome;
import dev.voiceops.connector.http.Refusal;
import dev.voiceops.connector.journal.CallLog;
import dev.voiceops.connector.media.StreamEnd;
import dev.voiceops.connector.media.VoiceListener;
import dev.voiceops.connector.media.VoiceTransport;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call this connector holds, from its claim to its release: waits for its media, lets the conversation run, and sees
 * to the end. Any thread, and nothing blocks but {@link #typed}.
 */
final class LiveCall implements Reports, VoiceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);

    /** Where a call stands in its life. */
    enum Phase {
        WAITING,
        LIVE,
        CLOSING,
        OVER
    }

    private final House house;
    private final Claim claim;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CallLog log;
    private final Brain brain;
    private final Telephone telephone;
    private final TypedTurns typed = new TypedTurns();
    private final CallWorld world;
    private final CallLoop loop;
    private volatile @Nullable Senses senses;
    private volatile Phase phase = Phase.WAITING;
    private volatile boolean leaseLost;

    /** The call's clock starts now, and its lease is taken care of by the caller. */
    LiveCall(House house, Claim claim) {
        this.house = house;
        this.claim = claim;
        var threads = house.workers().threads();
        log = house.register().journal().open(claim.ref(), this::loseLease);
        brain = new Brain(house, claim, this);
        telephone = new Telephone(house.vendors().phone(), claim.response().twilioCallSid(), threads, this);
        Hands hands = new Hands(house.control(), claim, threads, this);
        Conversation conversation = new Conversation(claim.response().snapshot().turnTaking());
        world = new CallWorld(
                new CallWorld.Organs(brain, hands, telephone, log, typed),
                conversation::owedBy,
                this::nowMs,
                this::ended);
        loop = new CallLoop(conversation, world, house.metronome().nanoClock());
    }

    /** Begins to wait for the media. */
    void begin() {
        loop.start("call-" + claim.response().callId());
        note(
                "agent_session_bootstrap_ready",
                Map.of("dispatch_id", claim.dispatch().toString()));
        house.workers().timer().schedule(this::mediaIsDue, house.times().mediaWithin(), TimeUnit.MILLISECONDS);
    }

    private void mediaIsDue() {
        if (phase == Phase.WAITING) {
            note("media_never_came", Map.of());
            happened(new Event.HungUp(EndReason.MEDIA_LOST));
        }
    }

    /**
     * Takes the media of the call: opens the vendors, and only now, when token and claim are both proven.
     *
     * @return who listens to the transport; empty when the call has its media already, or is over
     */
    Optional<VoiceListener> attach(VoiceTransport transport) {
        if (!goLive()) {
            return Optional.empty();
        }
        telephone.connect(transport);
        Senses opened;
        try {
            opened = Senses.open(house, claim, transport, this);
        } catch (RuntimeException fault) {
            LOG.error("the vendors of a call could not be opened", fault);
            note("bootstrap_failed", Map.of("fault", fault.getClass().getSimpleName()));
            happened(new Event.HungUp(EndReason.INTERNAL_ERROR));
            return Optional.empty();
        }
        senses = opened;
        if (phase != Phase.LIVE) {
            opened.close();
            return Optional.empty();
        }
        world.connect(opened);
        note("media_connected", Map.of("stream", transport.id()));
        happened(new Event.Connected());
        return Optional.of(this);
    }

    private synchronized boolean goLive() {
        boolean waiting = phase == Phase.WAITING;
        if (waiting) {
            phase = Phase.LIVE;
        }
        return waiting;
    }

    @Override
    public void happened(Event event) {
        loop.post(event);
    }

    @Override
    public void note(String type, Map<String, String> fields) {
        log.event("runtime." + type, nowMs(), fields);
    }

    @Override
    public void served(Vendor vendor) {
        house.watch().served(vendor);
    }

    @Override
    public Failure failed(VendorFailure failure) {
        house.watch().failed(failure);
        String vendor = failure.vendor().name().toLowerCase(Locale.ROOT);
        String kind = failure.kind().name().toLowerCase(Locale.ROOT);
        Map<String, String> fields = new HashMap<>(Map.of("vendor", vendor, "kind", kind, "code", failure.code()));
        if (failure.requestId() != null) {
            fields.put("request_id", failure.requestId());
        }
        note("vendor_failure", fields);
        return new Failure(vendor + "_" + kind, failure.mayPass());
    }

    /** Ms on the call's clock. */
    long nowMs() {
        return loop.nowMs();
    }

    @Override
    public void heard(byte[] mulaw, long streamMs) {
        Senses open = senses;
        if (open != null) {
            open.hear(mulaw, streamMs);
        }
    }

    @Override
    public void digit(char key) {
        happened(new Event.Digit(key));
    }

    @Override
    public void marked(String name) {
        Senses open = senses;
        if (open != null) {
            open.mouth().marked(name);
        }
    }

    @Override
    public void gone(StreamEnd end) {
        note("media_gone", Map.of("how", end.name().toLowerCase(Locale.ROOT)));
        switch (end) {
            case STOPPED, CLOSED_HERE -> happened(new Event.HungUp(EndReason.CALLER_HANGUP));
            case BROKEN, PROTOCOL -> happened(new Event.HungUp(EndReason.MEDIA_LOST));
            case SILENT, CLOGGED -> {
                telephone.hangUp();
                happened(new Event.HungUp(EndReason.MEDIA_LOST));
            }
        }
    }

    /** Somebody types instead of speaking; blocks until the agent has said all it has to say to that. */
    TypedTurns.Reply typed(String text) throws Exception {
        if (phase != Phase.LIVE) {
            throw new Refusal(ProblemType.NOT_FOUND, "the call has no conversation going on: it is " + phase);
        }
        Event.Typed event = new Event.Typed(text);
        CompletableFuture<TypedTurns.Reply> reply = typed.expect(event);
        if (!loop.post(event)) {
            throw new Refusal(ProblemType.NOT_FOUND, "the call is over");
        }
        return reply.get(house.times().typedWithin(), TimeUnit.MILLISECONDS);
    }

    /** Ends the call with a spoken goodbye. */
    void request(EndReason reason) {
        happened(new Event.EndRequested(reason));
    }

    /** Ends the call now, without a word. */
    void cutOff(EndReason reason) {
        telephone.hangUp();
        happened(new Event.HungUp(reason));
    }

    /** Another may hold the call by now: let go of it, write nothing, hang nothing up. */
    void loseLease() {
        if (!leaseLost) {
            leaseLost = true;
            LOG.warn("the lease of call {} is lost", claim.response().callId());
            happened(new Event.HungUp(EndReason.CONNECTOR_LOST));
        }
    }

    private void ended(EndReason reason, Outcome outcome) {
        synchronized (this) {
            phase = Phase.CLOSING;
        }
        brain.cancel();
        house.workers().threads().execute(() -> close(reason, outcome));
    }

    private void close(EndReason reason, Outcome outcome) {
        try {
            new Closing(house, claim, this, log).run(senses, telephone, new Closing.End(reason, outcome));
        } finally {
            phase = Phase.OVER;
            log.close();
            over.complete(null);
        }
    }

    Claim claim() {
        return claim;
    }

    Phase phase() {
        return phase;
    }

    boolean isLeaseLost() {
        return leaseLost;
    }

    CallWorld.Standing standing() {
        return world.standing();
    }

    @Nullable
    Senses senses() {
        return senses;
    }

    /** Done when the call has been released. */
    CompletableFuture<Void> over() {
        return over;
    }
}
