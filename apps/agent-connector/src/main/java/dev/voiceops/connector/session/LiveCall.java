package dev.voiceops.connector.session;

import dev.voiceops.audio.CallRecorder;
import dev.voiceops.audio.FrameSink;
import dev.voiceops.call.CallLoop;
import dev.voiceops.call.Conversation;
import dev.voiceops.call.EndReason;
import dev.voiceops.call.Event;
import dev.voiceops.call.Outcome;
import dev.voiceops.connector.http.Refusal;
import dev.voiceops.connector.journal.CallLog;
import dev.voiceops.connector.media.StreamEnd;
import dev.voiceops.connector.media.VoiceListener;
import dev.voiceops.connector.media.VoiceTransport;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CallLog log;
    private final Brain brain;
    private final Telephone telephone;
    private final TypedTurns typed = new TypedTurns();
    private final CallWorld world;
    private final CallLoop loop;
    private volatile @Nullable Senses senses;
    private volatile boolean leaseLost;

    /** The call's clock starts now, and its lease is taken care of by the caller. */
    LiveCall(House house, Claim claim) {
        this.house = house;
        this.claim = claim;
        var agent = claim.response().snapshot();
        var threads = house.workers().threads();
        log = house.register().journal().open(claim.ref(), this::loseLease);
        brain = new Brain(house.vendors().brain(), agent, house.ai()::autoTools, cacheKey(), this);
        telephone = new Telephone(house.vendors().phone(), claim.response().twilioCallSid(), threads, this);
        Hands hands = new Hands(house.control(), claim, threads, this);
        Conversation conversation = new Conversation(agent.turnTaking());
        world = new CallWorld(
                new CallWorld.Organs(brain, hands, telephone, log, typed),
                conversation::owedBy,
                this::nowMs,
                this::ended);
        loop = new CallLoop(conversation, world, house.metronome().nanoClock());
    }

    private String cacheKey() {
        return claim.response().tenantId() + "/" + claim.response().versionId();
    }

    /** Begins to wait for the media. */
    void begin() {
        loop.start("call-" + claim.response().callId());
        note("agent_session_bootstrap_ready", Map.of("dispatch_id", claim.dispatch().toString()));
        house.workers().timer().schedule(this::mediaIsDue, house.times().mediaWithin(), TimeUnit.MILLISECONDS);
    }

    private void mediaIsDue() {
        if (phase.get() == Phase.WAITING) {
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
        if (!phase.compareAndSet(Phase.WAITING, Phase.LIVE)) {
            return Optional.empty();
        }
        telephone.connect(transport);
        try {
            open(transport);
        } catch (RuntimeException fault) {
            LOG.error("the vendors of a call could not be opened", fault);
            note("bootstrap_failed", Map.of("fault", fault.getClass().getSimpleName()));
            happened(new Event.HungUp(EndReason.INTERNAL_ERROR));
            return Optional.empty();
        }
        note("media_connected", Map.of("stream", transport.id()));
        happened(new Event.Connected());
        return Optional.of(this);
    }

    private void open(VoiceTransport transport) {
        var agent = claim.response().snapshot();
        CallRecorder recorder = recorder();
        FrameSink line = Senses.line(transport);
        FrameSink out = recorder == null ? line : recorder.recording(line);
        Ears ears = new Ears(house.vendors().ears(), house.voices(), agent, this);
        Mouth mouth = new Mouth(house.vendors().voice(), agent, out, house.metronome(), this);
        Senses opened = new Senses(transport, ears, mouth, recorder);
        senses = opened;
        world.connect(opened);
    }

    private @Nullable CallRecorder recorder() {
        var recordings = house.register().recordings();
        if (recordings == null) {
            return null;
        }
        try {
            return new CallRecorder(
                    recordings.create(recordingKey()),
                    house.workers().threads(),
                    house.metronome().nanoClock());
        } catch (IOException e) {
            LOG.error("a call is not recorded: the recording store takes nothing", e);
            note("recording_failed", Map.of("fault", e.getClass().getSimpleName()));
            return null;
        }
    }

    String recordingKey() {
        var ref = claim.ref();
        return ref.tenant() + "/" + ref.call() + "/" + ref.fencingToken() + ".wav";
    }

    @Override
    public void happened(Event event) {
        loop.post(event);
    }

    @Override
    public void note(String type, Map<String, String> fields) {
        log.event("runtime." + type, nowMs(), fields);
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
        note("media_gone", Map.of("how", end.name().toLowerCase(java.util.Locale.ROOT)));
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
        if (phase.get() != Phase.LIVE) {
            throw new Refusal(ProblemType.NOT_FOUND, "the call has no conversation going on: it is " + phase());
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
        phase.set(Phase.CLOSING);
        brain.cancel();
        house.workers().threads().execute(() -> close(reason, outcome));
    }

    private void close(EndReason reason, Outcome outcome) {
        try {
            new Closing(house, claim, this, log).run(senses, telephone, new Closing.End(reason, outcome));
        } finally {
            phase.set(Phase.OVER);
            log.close();
            over.complete(null);
        }
    }

    Claim claim() {
        return claim;
    }

    Phase phase() {
        return phase.get();
    }

    boolean isLeaseLost() {
        return leaseLost;
    }

    CallWorld.Standing standing() {
        return world.standing();
    }

    @Nullable Senses senses() {
        return senses;
    }

    /** Done when the call has been released. */
    CompletableFuture<Void> over() {
        return over;
    }
}
