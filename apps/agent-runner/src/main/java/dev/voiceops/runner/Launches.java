package dev.voiceops.runner;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.LaunchRequest;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Actor;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.Reason;
import java.time.InstantSource;
import java.util.Map;

/** What the database says of a launch, and what it is told of it. Safe for all threads. */
final class Launches {
    static final Actor ACTOR = Actor.service("agent-runner");
    private static final Reason LAUNCH = new Reason("launch a call's session");

    private final Db db;
    private final InstantSource clock;

    Launches(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * The dispatch that is to be launched.
     *
     * @throws ProblemException 404 when there is none, 400 when the request names another call or tenant, 409 when it is not pending
     */
    Dispatch pending(LaunchRequest request) {
        Dispatch dispatch = db.platform(LAUNCH, ACTOR, tx -> Dispatches.find(tx, new DispatchId(request.dispatchId())))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such dispatch"));
        if (!dispatch.call().value().equals(request.callId())
                || !dispatch.tenant().value().equals(request.tenantId())) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "call_id, tenant_id: are not those of the dispatch");
        }
        if (dispatch.state() != Dispatch.State.PENDING || !clock.instant().isBefore(dispatch.expiresAt())) {
            throw new ProblemException(ProblemType.DISPATCH_GONE, "The dispatch is not pending any more");
        }
        return dispatch;
    }

    void succeeded(Dispatch dispatch, String connectorId, int tries) {
        note(
                dispatch,
                RuntimeEvents.AGENT_SESSION_LAUNCH_SUCCEEDED,
                Map.of("dispatch_id", dispatch.id().value(), "connector_id", connectorId, "tries", tries));
    }

    void failed(Dispatch dispatch, ProblemType cause, int tries) {
        note(
                dispatch,
                RuntimeEvents.AGENT_SESSION_LAUNCH_FAILED,
                Map.of("dispatch_id", dispatch.id().value(), "cause", cause.code(), "tries", tries));
    }

    private void note(Dispatch dispatch, String type, Map<String, Object> fields) {
        Happening happening = new Happening(clock.instant(), null, type, Json.write(fields));
        db.tenant(dispatch.tenant(), ACTOR, tx -> {
            CallJournal.note(tx, dispatch.call(), happening);
            return true;
        });
    }
}
