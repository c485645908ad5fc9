package dev.voiceops.control.runtime;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ClaimRequest;
import dev.voiceops.contracts.ClaimResponse;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.contracts.VendorKey;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.CallKey;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a dispatch to the first connector that asks, with all it needs to run the call; everybody else is refused. Safe for all
 * threads and processes: the database decides.
 */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
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
        Outfit outfit = outfit(candidate.call());
        Work<PlatformTx, Optional<Dispatch.Claim>> claim = Work.repeatable(tx -> take(tx, candidate, outfit, request));
        Optional<Dispatch.Claim> won = db.platform(CLAIM, CallRuntime.ACTOR, claim);
        if (won.isEmpty()) throw lost(candidate, request);
        return response(won.get(), outfit);
    }

    private static Optional<Candidate> candidate(PlatformTx tx, DispatchId id) {
        return Dispatches.find(tx, id)
                .flatMap(dispatch -> Calls.locate(tx, dispatch.call()).map(call -> new Candidate(dispatch, call)));
    }

    /** Read before the claim: a claim that is won and then cannot be told would cost the call. */
    private Outfit outfit(Call call) {
        return db.tenant(
                        call.tenant(),
                        CallRuntime.ACTOR,
                        tx -> Versions.find(tx, call.agent(), call.version())
                                .map(version -> Json.read(version.snapshot(), AgentSnapshot.class))
                                .map(snapshot -> new Outfit(snapshot, CallKey.open(tx))))
                .orElseThrow(() -> new ProblemException(ProblemType.INTERNAL, "The call's version is missing"));
    }

    private Optional<Dispatch.Claim> take(PlatformTx tx, Candidate candidate, Outfit outfit, ClaimRequest request) {
        if (candidate.call().state() == Call.State.ENDED) {
            Dispatches.fail(tx, candidate.dispatch().id(), "call_ended");
            return Optional.empty();
        }
        Optional<Dispatch.Claim> won =
                Dispatches.claim(tx, candidate.dispatch().id(), request.connectorId(), config.lease());
        won.ifPresent(claim -> {
            note(
                    tx,
                    candidate,
                    RuntimeEvents.DISPATCH_CLAIMED,
                    Map.of(
                            "dispatch_id", request.dispatchId(),
                            "connector_id", request.connectorId(),
                            "fencing_token", claim.fencingToken()));
            outfit.unreadable().forEach(key -> unreadable(tx, candidate, key));
        });
        return won;
    }

    private void unreadable(PlatformTx tx, Candidate candidate, CallKey key) {
        LOG.error("integration {} holds a secret that no encryption key of ours opens", key.integration());
        note(
                tx,
                candidate,
                RuntimeEvents.VENDOR_KEY_UNUSABLE,
                Map.of(
                        "vendor", key.kind(),
                        "integration_id", key.integration().toString(),
                        "cause", "unreadable"));
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

    private ClaimResponse response(Dispatch.Claim claim, Outfit outfit) {
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
                outfit.snapshot(),
                outfit.told());
    }

    private static String orUnknown(@Nullable String number) {
        return number == null ? "unknown" : number;
    }

    private static String word(Dispatch.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private record Candidate(Dispatch dispatch, Call call) {}

    /** What a call is run with. */
    private record Outfit(AgentSnapshot snapshot, List<CallKey> keys) {
        List<CallKey> unreadable() {
            return keys.stream().filter(key -> key.key() == null).toList();
        }

        List<VendorKey> told() {
            return keys.stream()
                    .flatMap(key -> Optional.ofNullable(key.key())
                            .map(secret -> new VendorKey(
                                    key.integration().value(), key.kind(), URI.create(key.baseUrl()), secret.reveal()))
                            .stream())
                    .toList();
        }
    }
}
