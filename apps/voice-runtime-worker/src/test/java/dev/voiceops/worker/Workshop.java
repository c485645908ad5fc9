package dev.voiceops.worker;

import dev.voiceops.contracts.HandoffV1;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallRecord;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.DispatchId;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.InboundCall;
import dev.voiceops.store.Outbox;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.store.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A worker's parts around a fresh database, and short words to ask what became of calls. */
final class Workshop implements AutoCloseable {
    final TestDatabase database = TestDatabase.create(12);
    final Db db = database.db();
    final FakeRunner runner;
    final FakeRooms rooms = new FakeRooms();
    final HandClock clock = new HandClock();
    final WorkerConfig config;
    final Specimen acme = Specimen.plant(db);
    private final ServiceClient client = new ServiceClient(new ServiceToken("0123456789abcdef"));

    Workshop() throws IOException {
        runner = new FakeRunner();
        config = config(Duration.ZERO);
    }

    /** Settings under which the sweeps find nothing to end. */
    WorkerConfig patient() {
        return config(Duration.ofDays(1));
    }

    private WorkerConfig config(Duration orphanSilence) {
        return new WorkerConfig(
                runner.url(),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ZERO,
                orphanSilence);
    }

    Endings endings() {
        return new Endings(db, clock);
    }

    HandoffQueue queue() {
        return queue(config);
    }

    HandoffQueue queue(WorkerConfig other) {
        Handoffs handoffs = new Handoffs(db, rooms, other, clock);
        return new HandoffQueue(db, new HandoffConsumer(db, handoffs, endings(), client, other), Duration.ofMinutes(1));
    }

    /** Takes what is due and sees it through. */
    void work() {
        try (HandoffQueue queue = queue()) {
            queue.take();
        }
    }

    /** A call as the control plane leaves it: on record, its handoff in the outbox. */
    CallId ring() {
        InboundCall call = acme.ringing();
        return db.tenant(acme.tenant(), Specimen.TESTER, tx -> {
            Calls.insertInbound(tx, call);
            Outbox.publish(tx, RuntimeEvents.HANDOFF_REQUESTED, Json.write(handoff(call)));
            return call.id();
        });
    }

    void publish(String payload) {
        db.tenant(acme.tenant(), Specimen.TESTER, tx -> Outbox.publish(tx, RuntimeEvents.HANDOFF_REQUESTED, payload));
    }

    HandoffV1 handoff(InboundCall call) {
        return new HandoffV1(
                HandoffV1.VERSION,
                call.traceId(),
                "twilio",
                acme.tenant().value(),
                acme.agent().value(),
                call.id().value(),
                String.valueOf(call.twilioCallSid()),
                "call-" + call.id(),
                "anonymous",
                acme.number(),
                "c-1");
    }

    Dispatch dispatch(CallId call, Duration validity) {
        return db.tenant(
                acme.tenant(),
                Specimen.TESTER,
                tx -> Dispatches.create(tx, new Dispatch.New(DispatchId.create(), call, "room", validity, null)));
    }

    List<Dispatch> dispatches(CallId call) {
        return db.tenant(acme.tenant(), Specimen.TESTER, tx -> Dispatches.ofCall(tx, call));
    }

    Call call(CallId id) {
        return db.tenant(acme.tenant(), Specimen.TESTER, tx -> Calls.find(tx, id))
                .orElseThrow();
    }

    List<CallRecord.Event> events(CallId call) {
        return db.tenant(acme.tenant(), Specimen.TESTER, tx -> CallRecord.events(tx, call, 0, 100));
    }

    List<String> types(CallId call) {
        return events(call).stream().map(CallRecord.Event::type).toList();
    }

    /** Handoffs that are due or will be: a lease of nothing changes nothing but the count of attempts. */
    int waiting() {
        return db.platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> Outbox.claim(tx, List.of(RuntimeEvents.HANDOFF_REQUESTED), 1_000, Duration.ZERO))
                .size();
    }

    @Override
    public void close() {
        client.close();
        runner.close();
        database.close();
    }
}
