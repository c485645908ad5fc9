package dev.voiceops.control.runtime;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.ReleaseRequest;
import dev.voiceops.contracts.RenewRequest;
import dev.voiceops.contracts.RenewResponse;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Call;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.Reason;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import java.util.Locale;
import java.util.Optional;

/** Keeps calls with the connectors that hold them, and takes the call's end from them. Safe for all threads. */
final class Leases {
    private static final Reason RENEW = new Reason("extend the lease of a call");
    private static final Reason RELEASE = new Reason("take a call back from its connector");

    private final Db db;
    private final RuntimeConfig config;

    Leases(Db db, RuntimeConfig config) {
        this.db = db;
        this.config = config;
    }

    /** @throws ProblemException 409 when the lease is no longer the asker's: it must let go of the call */
    RenewResponse renew(DispatchId id, RenewRequest request) {
        return db.platform(
                        RENEW,
                        CallRuntime.ACTOR,
                        tx -> Dispatches.renew(tx, id, request.fencingToken(), config.lease()))
                .map(RenewResponse::new)
                .orElseThrow(Leases::leaseLost);
    }

    /**
     * Ends dispatch and call. Said again after it went through, it changes nothing and succeeds.
     *
     * @throws ProblemException 409 when the lease is no longer the asker's
     */
    void release(DispatchId id, ReleaseRequest request) {
        EndReason reason = parse(EndReason.class, request.endReason(), "end_reason");
        Outcome outcome = parse(Outcome.class, request.outcome(), "outcome");
        Dispatch dispatch = db.platform(RELEASE, CallRuntime.ACTOR, tx -> Dispatches.find(tx, id))
                .filter(held -> Long.valueOf(request.fencingToken()).equals(held.fencingToken()))
                .filter(held -> held.state() == Dispatch.State.CLAIMED || held.state() == Dispatch.State.RELEASED)
                .orElseThrow(Leases::leaseLost);
        Call.End end =
                new Call.End(reason, outcome, Call.Witness.CONNECTOR, request.endedAt(), request.handoffReason());
        db.tenant(
                dispatch.tenant(),
                CallRuntime.ACTOR,
                Work.<TenantTx, Call.Ending>repeatable(tx -> Calls.end(tx, dispatch.call(), end)));
        db.platform(RELEASE, CallRuntime.ACTOR, tx -> Dispatches.release(tx, id, request.fencingToken()));
    }

    private static ProblemException leaseLost() {
        return new ProblemException(ProblemType.LEASE_LOST, "Let go of the call: its lease is over or another's");
    }

    private static <E extends Enum<E>> E parse(Class<E> type, String code, String field) {
        return Optional.of(code)
                .filter(word -> word.matches("[a-z_]{1,40}"))
                .map(word -> word.toUpperCase(Locale.ROOT))
                .flatMap(name -> java.util.Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equals(name))
                        .findFirst())
                .orElseThrow(() ->
                        new ProblemException(ProblemType.INVALID_REQUEST, field + ": is none of the closed list"));
    }
}
