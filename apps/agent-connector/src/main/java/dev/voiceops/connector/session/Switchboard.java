package dev.voiceops.connector.session;

import dev.voiceops.call.EndReason;
import dev.voiceops.connector.http.Refusal;
import dev.voiceops.connector.media.MediaGate;
import dev.voiceops.connector.media.StreamStart;
import dev.voiceops.connector.media.VoiceTransport;
import dev.voiceops.contracts.ClaimResponse;
import dev.voiceops.contracts.ConnectRequest;
import dev.voiceops.contracts.ConnectResponse;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ServiceFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All calls of a connector: takes new ones, brings their media to them, and empties the house. Any thread. */
public final class Switchboard implements MediaGate {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
    private final House house;
    private final int capacity;
    private final Map<UUID, LiveCall> calls = new ConcurrentHashMap<>();
    private final Map<UUID, CompletableFuture<LiveCall>> expected = new ConcurrentHashMap<>();
    private int claiming;
    private volatile boolean draining;

    public Switchboard(House house, int capacity) {
        this.house = house;
        this.capacity = capacity;
    }

    /**
     * Claims a dispatch and holds its call. Blocks on the control plane. The same dispatch again is a repeat.
     *
     * @throws Refusal DRAINING, NO_CAPACITY, or DISPATCH_GONE which is final
     */
    public ConnectResponse connect(ConnectRequest request) {
        if (held(request.dispatchId())) {
            return new ConnectResponse(request.callId(), house.connectorId());
        }
        takeSlot();
        try {
            ClaimResponse response = claim(request.dispatchId());
            LiveCall call = new LiveCall(house, new Claim(request.dispatchId(), response));
            seat(response.callId(), call);
            return new ConnectResponse(response.callId(), house.connectorId());
        } finally {
            freeSlot();
        }
    }

    private ClaimResponse claim(UUID dispatch) {
        try {
            return house.control().claim(dispatch, house.connectorId());
        } catch (ServiceFailure.Refused refused) {
            if (refused.problem().status() / 100 == 4) {
                throw new Refusal(
                        ProblemType.DISPATCH_GONE,
                        "the claim is refused: " + refused.problem().title());
            }
            throw refused;
        }
    }

    private void seat(UUID callId, LiveCall call) {
        calls.put(callId, call);
        call.over().whenComplete((_, _) -> calls.remove(callId, call));
        call.begin();
        Leases.keep(house, call);
        expected.computeIfAbsent(callId, _ -> new CompletableFuture<>()).complete(call);
        call.over().whenComplete((_, _) -> expected.remove(callId));
    }

    private boolean held(UUID dispatch) {
        return calls.values().stream().anyMatch(call -> call.claim().dispatch().equals(dispatch));
    }

    private synchronized void takeSlot() {
        if (draining) {
            throw new Refusal(ProblemType.DRAINING, "this connector is going away");
        }
        if (live() + claiming >= capacity) {
            throw new Refusal(ProblemType.NO_CAPACITY, "this connector holds " + capacity + " calls already");
        }
        claiming++;
    }

    private synchronized void freeSlot() {
        claiming--;
        notifyAll();
    }

    /** A claim that is under way still brings its call. */
    private synchronized void claimsAreIn() throws InterruptedException {
        while (claiming > 0) {
            wait();
        }
    }

    /** Calls that need a slot: waiting for their media or talking. */
    public int live() {
        return (int) calls.values().stream()
                .filter(call -> call.phase() == LiveCall.Phase.WAITING || call.phase() == LiveCall.Phase.LIVE)
                .count();
    }

    @Override
    public CompletionStage<Admission> admit(StreamStart start, VoiceTransport transport) {
        return CompletableFuture.supplyAsync(
                () -> admitted(start, transport), house.workers().threads());
    }

    /** First the token, used up by this; then the call, whose claim may still be on its way. */
    private Admission admitted(StreamStart start, VoiceTransport transport) {
        UUID callId;
        try {
            callId = house.control().consume(start.token(), start.callSid()).callId();
        } catch (ServiceFailure.Refused refused) {
            return new Admission.Refused("token_refused");
        }
        return arrival(callId)
                .flatMap(call -> call.attach(transport))
                .<Admission>map(Admission.Admitted::new)
                .orElseGet(() -> new Admission.Refused("no_session"));
    }

    private Optional<LiveCall> arrival(UUID callId) {
        CompletableFuture<LiveCall> call = expected.computeIfAbsent(callId, _ -> new CompletableFuture<>());
        try {
            return Optional.of(call.get(house.times().claimWithin(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException nobodyClaimed) {
            expected.remove(callId, call);
            return Optional.empty();
        } catch (Exception interrupted) {
            return Optional.empty();
        }
    }

    Optional<LiveCall> find(UUID callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    Collection<LiveCall> calls() {
        return calls.values();
    }

    public boolean draining() {
        return draining;
    }

    /** Takes no more calls from now on; those that are here go on. */
    public synchronized void drain() {
        draining = true;
    }

    /**
     * Empties the house: waits for calls to end by themselves, then asks the rest to say goodbye, then cuts them off.
     *
     * @param patienceMs how long calls may go on by themselves
     */
    public void empty(long patienceMs) throws InterruptedException {
        drain();
        claimsAreIn();
        if (!emptyWithin(patienceMs)) {
            calls.values().forEach(call -> call.request(EndReason.DRAINED));
            if (!emptyWithin(house.times().closeWithin())) {
                LOG.warn("{} calls are cut off", calls.size());
                calls.values().forEach(call -> call.cutOff(EndReason.DRAINED));
                emptyWithin(house.times().closeWithin());
            }
        }
    }

    private boolean emptyWithin(long ms) throws InterruptedException {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        calls.values().forEach(call -> ends.add(call.over()));
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(ms, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException some) {
            return false;
        } catch (java.util.concurrent.ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }
}
