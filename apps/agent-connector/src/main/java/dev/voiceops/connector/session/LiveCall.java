package dev.voiceops.connector.session;

import dev.voiceops.call.CallLoop;
import dev.voiceops.call.Conversation;
import dev.voiceops.call.EndReason;
import dev.voiceops.call.Event;
import dev.voiceops.call.Outcome;
import dev.voiceops.connector.http.Refusal;
import dev.voiceops.connector.journal.CallLog;
import dev.voiceops.connector.media.VoiceListener;
import dev.voiceops.connector.media.VoiceTransport;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.VendorKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call this connector holds, from its claim to its release: waits for its media, lets the conversation run, and sees
 * to the end. Any thread; nothing blocks but {@link #typed}.
 */
final class LiveCall {
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
    private final TypedTurns typed = new TypedTurns();
    private final CallLog log;
    private final CallReports reports;
    private final Brain brain;
    private final Telephone telephone;
    private final CallWorld world;
    private final CallLoop loop;
    private volatile @Nullable Senses senses;
    private volatile Phase phase = Phase.WAITING;
    private volatile boolean leaseLost;

    /** The call's clock starts now; its lease is taken care of by the caller. */
    LiveCall(House shared, Claim claim) {
        House house = shared.with(claim.response().vendorKeys());
        this.house = house;
        this.claim = claim;
        var threads = house.workers().threads();
        log = house.register().journal().open(claim.ref(), this::loseLease);
        reports = new CallReports(log, house);
        brain = new Brain(house, claim, reports);
        telephone = new Telephone(house.vendors().phone(), claim.response().twilioCallSid(), threads, reports);
        Hands hands = new Hands(house.control(), claim, threads, reports, log);
        Conversation conversation = new Conversation(claim.response().snapshot().turnTaking());
        world = new CallWorld(
                new CallWorld.Organs(brain, hands, telephone, log, typed),
                conversation::owedBy,
                reports::nowMs,
                this::ended);
        loop = new CallLoop(conversation, world, house.metronome().nanoClock());
        reports.bind(loop);
    }

    /** Begins to wait for the media. */
    void begin() {
        loop.start("call-" + claim.response().callId());
        reports.note(
                "agent_session_bootstrap_ready",
                Map.of("dispatch_id", claim.dispatch().toString()));
        noteKeys();
        house.workers().timer().schedule(this::mediaIsDue, house.times().mediaWithin(), TimeUnit.MILLISECONDS);
    }

    private void noteKeys() {
        for (VendorKey key : claim.response().vendorKeys()) {
            if (!house.vendors().keys().usable(key)) {
                reports.note(
                        "vendor_key_unusable",
                        Map.of(
                                "vendor", key.vendor(),
                                "integration_id", key.integrationId().toString(),
                                "cause", "address"));
            }
        }
        reports.note("vendor_keys", house.vendors().owners());
    }

    private void mediaIsDue() {
        if (phase == Phase.WAITING) {
            reports.note("media_never_came", Map.of());
            reports.happened(new Event.HungUp(EndReason.MEDIA_LOST));
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
            opened = Senses.open(house, claim, transport, reports);
        } catch (RuntimeException fault) {
            LOG.error("the vendors of a call could not be opened", fault);
            reports.note("bootstrap_failed", Map.of("fault", fault.getClass().getSimpleName()));
            reports.happened(new Event.HungUp(EndReason.INTERNAL_ERROR));
            return Optional.empty();
        }
        senses = opened;
        if (phase != Phase.LIVE) {
            opened.close();
            return Optional.empty();
        }
        world.connect(opened);
        reports.note("media_connected", Map.of("stream", transport.id()));
        reports.happened(new Event.Connected());
        return Optional.of(new CallerSide(opened, telephone, reports));
    }

    private synchronized boolean goLive() {
        boolean waiting = phase == Phase.WAITING;
        if (waiting) {
            phase = Phase.LIVE;
        }
        return waiting;
    }

    /** Somebody types instead of speaking; blocks until the agent has said all it has to say to that. */
    TypedTurns.Reply typed(String text) throws Exception {
        Event.Typed event = new Event.Typed(text);
        CompletableFuture<TypedTurns.Reply> reply = typed.expect(event);
        if (phase != Phase.LIVE || !reports.post(event)) {
            typed.forget(event);
            throw new Refusal(ProblemType.NOT_FOUND, "the call has no conversation going on: it is " + phase);
        }
        return reply.get(house.times().typedWithin(), TimeUnit.MILLISECONDS);
    }

    /** Ends the call with a spoken goodbye. */
    void request(EndReason reason) {
        reports.happened(new Event.EndRequested(reason));
    }

    /** Ends the call now, without a word. */
    void cutOff(EndReason reason) {
        telephone.hangUp();
        reports.happened(new Event.HungUp(reason));
    }

    /** Another may hold the call by now: let go of it, write nothing, hang nothing up. */
    void loseLease() {
        if (!leaseLost) {
            leaseLost = true;
            LOG.warn("the lease of call {} is lost", claim.response().callId());
            reports.happened(new Event.HungUp(EndReason.CONNECTOR_LOST));
        }
    }

    private void ended(EndReason reason, Outcome outcome) {
        synchronized (this) {
            phase = Phase.CLOSING;
        }
        brain.cancel();
        house.workers().threads().execute(() -> close(new Closing.End(reason, outcome)));
    }

    private void close(Closing.End end) {
        try {
            new Closing(house, this, reports, log).run(senses, telephone, end);
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

    /** Ms on the call's clock. */
    long nowMs() {
        return loop.nowMs();
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
