package dev.voiceops.worker;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.HandoffV1;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.OutboxMessage;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantTx;
import dev.voiceops.vendors.RoomBootstrap;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a dispatch of a handoff: checks the payload, prepares the room, stores the dispatch with its sealed join token. A message that
 * comes again finds its dispatch and makes no second one. Safe for all threads.
 */
final class Handoffs {
    private final Db db;
    private final RoomBootstrap rooms;
    private final WorkerConfig config;
    private final InstantSource clock;

    Handoffs(Db db, RoomBootstrap rooms, WorkerConfig config, InstantSource clock) {
        this.db = db;
        this.rooms = rooms;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The payload, if it is what it should be.
     *
     * @throws ContractViolation naming the first fault
     */
    HandoffV1 read(OutboxMessage message) {
        HandoffV1 handoff = Json.read(message.payload(), HandoffV1.class);
        if (!handoff.tenantId().equals(message.tenant().value())) {
            throw new ContractViolation("tenant_id: is not that of the message");
        }
        if (call(message, handoff).isEmpty()) throw new ContractViolation("call_id: there is no such call");
        return handoff;
    }

    /** The open dispatch of the handoff, made if need be; empty when the call has ended meanwhile. Blocks on LiveKit. */
    Optional<Dispatch> dispatch(OutboxMessage message, HandoffV1 handoff) {
        Optional<Call> up = call(message, handoff).filter(call -> call.state() != Call.State.ENDED);
        if (up.isEmpty()) return Optional.empty();
        Optional<Dispatch> before = db.tenant(message.tenant(), WorkerJobs.ACTOR, tx -> known(tx, handoff));
        if (before.isPresent()) return before;
        rooms.ensureRoom(handoff.room());
        String token = rooms.joinToken(handoff.room(), "agent-" + handoff.callId(), config.joinTokenValidity());
        Dispatch.New wanted = new Dispatch.New(
                new DispatchId(message.id().value()),
                new CallId(handoff.callId()),
                handoff.room(),
                config.dispatchValidity(),
                Secret.of(token));
        return Optional.of(db.tenant(message.tenant(), WorkerJobs.ACTOR, tx -> create(tx, wanted)));
    }

    private Optional<Call> call(OutboxMessage message, HandoffV1 handoff) {
        return db.tenant(message.tenant(), WorkerJobs.ACTOR, tx -> Calls.find(tx, new CallId(handoff.callId())));
    }

    private static Optional<Dispatch> known(TenantTx tx, HandoffV1 handoff) {
        return Dispatches.ofCall(tx, new CallId(handoff.callId())).stream().reduce((earlier, later) -> later);
    }

    private Dispatch create(TenantTx tx, Dispatch.New wanted) {
        Dispatch dispatch = Dispatches.create(tx, wanted);
        String fields = Json.write(Map.of(
                "dispatch_id", dispatch.id().value(), "expires_at", dispatch.expiresAt(), "room", dispatch.room()));
        CallJournal.note(
                tx, wanted.call(), new Happening(clock.instant(), null, RuntimeEvents.HANDOFF_DISPATCHED, fields));
        return dispatch;
    }
}
