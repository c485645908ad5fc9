package dev.voiceops.control.runtime;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ClaimRequest;
import dev.voiceops.contracts.ClaimResponse;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import dev.voiceops.store.Versions;
import dev.voiceops.store.Work;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a dispatch to the first connector that asks, with all it needs to run the call; everybody else is refused. Safe for all
 * threads and processes: the database decides.
 */
final class Claims {
    private static final Reason CLAIM = new Reason("give a dispatch to a connector");

    private final Db db;
    private final RuntimeConfig config;
    private final InstantSource clock;

    Claims(Db db, RuntimeConfig config, InstantSource clock) {
        this.db = db;
        this.config = config;
        this.clock = clock;
    }

    /** @throws ProblemException 404 for an unknown dispatch, 409 for one that cannot be claimed any more */
    ClaimResponse claim(ClaimRequest request) {
        DispatchId id = new DispatchId(request.dispatchId());
        Candidate candidate = db.platform(CLAIM, CallRuntime.ACTOR, tx -> candidate(tx, id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such dispatch"));
        AgentSnapshot snapshot = snapshot(candidate.call());
        Work<PlatformTx, Optional<Dispatch.Claim>> claim = Work.repeatable(tx -> take(tx, candidate, request));
        Optional<Dispatch.Claim> won = db.platform(CLAIM, CallRuntime.ACTOR, claim);
        if (won.isEmpty()) throw lost(candidate, request);
        return response(won.get(), snapshot);
    }

    private static Optional<Candidate> candidate(PlatformTx tx, DispatchId id) {
        return Dispatches.find(tx, id)
                .flatMap(dispatch -> Calls.locate(tx, dispatch.call()).map(call -> new Candidate(dispatch, call)));
    }

    /** Read before the claim: a claim that is won and then cannot be told would cost the call. */
    private AgentSnapshot snapshot(Call call) {
        return db.tenant(call.tenant(), CallRuntime.ACTOR, tx -> Versions.find(tx, call.agent(), call.version()))
                .map(version -> Json.read(version.snapshot(), AgentSnapshot.class))
                .orElseThrow(() -> new ProblemException(ProblemType.INTERNAL, "The call's version is missing"));
    }

    private Optional<Dispatch.Claim> take(PlatformTx tx, Candidate candidate, ClaimRequest request) {
        if (candidate.call().state() == Call.State.ENDED) {
            Dispatches.fail(tx, candidate.dispatch().id(), "call_ended");
            return Optional.empty();
        }
        Optional<Dispatch.Claim> won =
                Dispatches.claim(tx, candidate.dispatch().id(), request.connectorId(), config.lease());
        won.ifPresent(claim -> note(
                tx,
                candidate,
                RuntimeEvents.DISPATCH_CLAIMED,
                Map.of(
                        "dispatch_id", request.dispatchId(),
                        "connector_id", request.connectorId(),
                        "fencing_token", claim.fencingToken())));
        return won;
    }

    private ProblemException lost(Candidate candidate, ClaimRequest request) {
        String cause = db.platform(CLAIM, CallRuntime.ACTOR, tx -> {
            String state = Dispatches.find(tx, candidate.dispatch().id())
                    .map(dispatch -> dispatch.state() == Dispatch.State.PENDING ? "expired" : word(dispatch.state()))
                    .orElse("gone");
            note(
                    tx,
                    candidate,
                    RuntimeEvents.DISPATCH_CLAIM_FAILED,
                    Map.of("dispatch_id", request.dispatchId(), "connector_id", request.connectorId(), "cause", state));
            return state;
        });
        return new ProblemException(ProblemType.DISPATCH_GONE, "The dispatch is " + cause);
    }

    private void note(PlatformTx tx, Candidate candidate, String type, Map<String, Object> fields) {
        Call call = candidate.call();
        CallJournal.note(tx, call.tenant(), call.id(), new Happening(clock.instant(), null, type, Json.write(fields)));
    }

    private ClaimResponse response(Dispatch.Claim claim, AgentSnapshot snapshot) {
        Call call = claim.call();
        Secret token = claim.joinToken();
        URI livekit = config.livekitUrl();
        return new ClaimResponse(
                call.id().value(),
                call.tenant().value(),
                call.agent().value(),
                call.version().value(),
                call.traceId(),
                orUnknown(call.from()),
                orUnknown(call.to()),
                call.twilioCallSid(),
                claim.fencingToken(),
                claim.leaseUntil(),
                claim.room(),
                token == null || livekit == null ? null : livekit.toString(),
                token == null ? null : token.reveal(),
                snapshot);
    }

    private static String orUnknown(@Nullable String number) {
        return number == null ? "unknown" : number;
    }

    private static String word(Dispatch.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private record Candidate(Dispatch dispatch, Call call) {}
}
