package dev.voiceops.worker;

import dev.voiceops.call.EndReason;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.HandoffV1;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.LaunchRequest;
import dev.voiceops.contracts.LaunchResponse;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceFailure;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Outbox;
import dev.voiceops.store.OutboxMessage;
import dev.voiceops.store.Reason;
import dev.voiceops.vendors.VendorException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one handoff to its end: dispatch, launch, and again after a pause until a connector has claimed the dispatch or its time is
 * over. Nothing is remembered between tries but what the database holds, so any worker can go on. Safe for all threads; blocks.
 */
final class HandoffConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(HandoffConsumer.class);
    private static final Reason SETTLE = new Reason("settle a handoff");
    private static final int ROOM_TRIES = 5;

    private final Db db;
    private final Handoffs handoffs;
    private final Endings endings;
    private final ServiceClient runner;
    private final WorkerConfig config;

    HandoffConsumer(Db db, Handoffs handoffs, Endings endings, ServiceClient runner, WorkerConfig config) {
        this.db = db;
        this.handoffs = handoffs;
        this.endings = endings;
        this.runner = runner;
        this.config = config;
    }

    void consume(OutboxMessage message) {
        HandoffV1 handoff;
        try {
            handoff = handoffs.read(message);
        } catch (ContractViolation e) {
            refuse(message, e.getMessage());
            return;
        }
        try {
            Optional<Dispatch> dispatch = handoffs.dispatch(message, handoff);
            if (dispatch.filter(open -> open.state() == Dispatch.State.PENDING).isEmpty()) done(message);
            else launch(message, handoff, dispatch.get());
        } catch (VendorException e) {
            roomFailed(message, handoff, e);
        }
    }

    private void launch(OutboxMessage message, HandoffV1 handoff, Dispatch dispatch) {
        LaunchRequest request = new LaunchRequest(
                dispatch.id().value(),
                handoff.callId(),
                handoff.tenantId(),
                dispatch.room(),
                dispatch.expiresAt(),
                handoff.traceId(),
                handoff.connectorHint());
        URI uri = URI.create(config.runnerUrl() + "/runtime/agent-sessions/launch");
        try {
            runner.post(uri, request, LaunchResponse.class, config.launchDeadline());
            done(message);
        } catch (ServiceFailure.Refused e) {
            if (e.problem().is(ProblemType.DISPATCH_GONE)) done(message);
            else again(message, e);
        } catch (ServiceFailure.Unreachable e) {
            again(message, e);
        }
    }

    /** Until the dispatch expires, which the sweeper tells the call. */
    private void again(OutboxMessage message, ServiceFailure cause) {
        LOG.warn("Launch {} did not succeed, try {}: {}", message.id(), message.attempt(), cause.getMessage());
        db.platform(SETTLE, WorkerJobs.ACTOR, tx -> Outbox.retry(tx, message, cause.getMessage()));
    }

    private void roomFailed(OutboxMessage message, HandoffV1 handoff, VendorException failure) {
        String code = failure.failure().code();
        LOG.warn("The room of call {} could not be prepared, try {}: {}", handoff.callId(), message.attempt(), code);
        if (failure.failure().mayPass() && message.attempt() < ROOM_TRIES) {
            db.platform(SETTLE, WorkerJobs.ACTOR, tx -> Outbox.retry(tx, message, code));
            return;
        }
        Endings.Cause cause = new Endings.Cause(
                EndReason.VENDOR_FAILURE, RuntimeEvents.HANDOFF_FAILED, Map.of("cause", "room_failed", "code", code));
        endings.fail(message.tenant(), new CallId(handoff.callId()), Call.Witness.CONTROL_PLANE, cause);
        db.platform(SETTLE, WorkerJobs.ACTOR, tx -> Outbox.dead(tx, message, code));
    }

    private void refuse(OutboxMessage message, String fault) {
        LOG.error("Handoff {} breaks its contract: {}", message.id(), fault);
        Endings.Cause cause = new Endings.Cause(
                EndReason.HANDOFF_INVALID, RuntimeEvents.HANDOFF_INVALID_PAYLOAD, Map.of("fault", fault));
        named(message).ifPresent(call -> endings.fail(message.tenant(), call, Call.Witness.CONTROL_PLANE, cause));
        db.platform(SETTLE, WorkerJobs.ACTOR, tx -> Outbox.dead(tx, message, fault));
    }

    private void done(OutboxMessage message) {
        db.platform(SETTLE, WorkerJobs.ACTOR, tx -> Outbox.done(tx, message));
    }

    /** The call that a broken payload may still name. */
    private static Optional<CallId> named(OutboxMessage message) {
        try {
            String id = Json.tree(message.payload()).path("call_id").stringValue("");
            return Optional.of(new CallId(UUID.fromString(id)));
        } catch (IllegalArgumentException | ContractViolation e) {
            return Optional.empty();
        }
    }
}
