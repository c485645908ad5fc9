package dev.voiceops.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.LaunchRequest;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.InboundCall;
import dev.voiceops.store.testing.Specimen;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.worker.watchdog.Watchdog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandoffTest {
    private Workshop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_handoff_becomes_a_pending_dispatch_with_its_token_sealed_and_the_runner_is_asked() throws Exception {
        CallId call = shop.ring();
        shop.work();
        Dispatch dispatch = shop.dispatches(call).getFirst();
        assertThat(dispatch.state()).isEqualTo(Dispatch.State.PENDING);
        LaunchRequest asked = Objects.requireNonNull(shop.runner.asked.poll());
        assertThat(asked.dispatchId()).isEqualTo(dispatch.id().value());
        assertThat(asked.connectorHint()).isEqualTo("c-1");
        assertThat(asked.expiresAt()).isEqualTo(dispatch.expiresAt());
        assertThat(shop.types(call)).containsExactly(RuntimeEvents.HANDOFF_DISPATCHED);
        assertThat(shop.events(call).toString()).doesNotContain(FakeRooms.TOKEN);
        assertThat(asked.toString()).doesNotContain(FakeRooms.TOKEN);
        assertThat(shop.waiting()).isZero();
        Dispatch.Claim claim = shop.db
                .platform(
                        Specimen.TEST,
                        Specimen.TESTER,
                        tx -> Dispatches.claim(tx, dispatch.id(), "c-1", Duration.ofMinutes(1)))
                .orElseThrow();
        assertThat(Objects.requireNonNull(claim.joinToken()).reveal()).isEqualTo(FakeRooms.TOKEN);
    }

    @Test
    void a_payload_that_breaks_its_contract_ends_the_call_and_names_the_fault() {
        InboundCall call = shop.acme.ringing();
        shop.db.tenant(shop.acme.tenant(), Specimen.TESTER, tx -> Calls.insertInbound(tx, call));
        shop.publish(Json.write(shop.handoff(call)).replace("\"version\":1", "\"version\":2"));
        shop.work();
        assertThat(shop.call(call.id()).endReason()).isEqualTo(EndReason.HANDOFF_INVALID);
        assertThat(shop.types(call.id()))
                .containsExactly(RuntimeEvents.HANDOFF_INVALID_PAYLOAD, RuntimeEvents.CALL_ENDED);
        assertThat(shop.events(call.id()).getFirst().payload()).contains("version: must be 1");
        assertThat(shop.dispatches(call.id())).isEmpty();
        assertThat(shop.runner.asked).isEmpty();
        assertThat(shop.waiting()).isZero();
    }

    @Test
    void payloads_that_are_not_even_about_a_call_of_the_tenant_are_put_aside() throws IOException {
        shop.publish("{}");
        shop.publish("[1,2]");
        shop.publish("{\"call_id\":\"not-an-id\"}");
        shop.publish(Json.write(shop.handoff(shop.acme.ringing())));
        InboundCall foreign = Specimen.plant(shop.db).ringing();
        shop.publish(Json.write(shop.handoff(foreign)));
        shop.work();
        assertThat(shop.waiting()).isZero();
        assertThat(shop.runner.asked).isEmpty();
    }

    @Test
    void a_runner_without_room_is_asked_again_for_the_same_dispatch_until_it_takes_the_call() {
        CallId call = shop.ring();
        shop.runner.refusals.addAll(List.of(ProblemType.NO_CAPACITY, ProblemType.NO_CAPACITY));
        while (shop.runner.asked.size() < 3) shop.work();
        assertThat(shop.dispatches(call)).hasSize(1);
        assertThat(shop.runner.asked)
                .extracting(LaunchRequest::dispatchId)
                .containsOnly(shop.dispatches(call).getFirst().id().value());
        assertThat(shop.types(call)).containsExactly(RuntimeEvents.HANDOFF_DISPATCHED);
        assertThat(shop.waiting()).isZero();
    }

    @Test
    void a_dispatch_that_is_gone_is_not_launched_again() {
        CallId call = shop.ring();
        shop.runner.refusals.add(ProblemType.DISPATCH_GONE);
        shop.work();
        shop.work();
        assertThat(shop.runner.asked).hasSize(1);
        assertThat(shop.waiting()).isZero();
        assertThat(shop.call(call).state()).isEqualTo(Call.State.QUEUED);
    }

    @Test
    void a_room_that_cannot_be_made_now_is_tried_again_and_one_that_never_can_ends_the_call() {
        CallId call = shop.ring();
        shop.rooms.failures.add(VendorFailure.Kind.TRANSIENT);
        while (shop.runner.asked.isEmpty()) shop.work();
        assertThat(shop.call(call).state()).isEqualTo(Call.State.QUEUED);
        CallId hopeless = shop.ring();
        shop.rooms.failures.add(VendorFailure.Kind.AUTH);
        shop.work();
        assertThat(shop.call(hopeless).endReason()).isEqualTo(EndReason.VENDOR_FAILURE);
        assertThat(shop.types(hopeless)).containsExactly(RuntimeEvents.HANDOFF_FAILED, RuntimeEvents.CALL_ENDED);
        assertThat(shop.waiting()).isZero();
    }

    @Test
    void a_caller_who_hung_up_meanwhile_gets_no_dispatch() {
        CallId call = shop.ring();
        shop.endings()
                .fail(
                        shop.acme.tenant(),
                        call,
                        Call.Witness.CARRIER,
                        new Endings.Cause(EndReason.CALLER_HANGUP, "test.hung_up", java.util.Map.of()));
        shop.work();
        assertThat(shop.dispatches(call)).isEmpty();
        assertThat(shop.runner.asked).isEmpty();
        assertThat(shop.waiting()).isZero();
        assertThat(shop.call(call).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void several_workers_share_the_handoffs_and_launch_each_once() {
        List<CallId> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) calls.add(shop.ring());
        try (HandoffQueue one = shop.queue();
                HandoffQueue two = shop.queue();
                HandoffQueue three = shop.queue()) {
            var workers = List.of(one, two, three).stream()
                    .map(queue -> Thread.ofVirtual().start(() -> {
                        while (queue.take()) Thread.onSpinWait();
                    }))
                    .toList();
            for (Thread worker : workers) join(worker);
        }
        shop.work();
        assertThat(shop.runner.asked).hasSize(60);
        assertThat(shop.runner.asked).extracting(LaunchRequest::callId).doesNotHaveDuplicates();
        assertThat(calls).allSatisfy(call -> assertThat(shop.dispatches(call)).hasSize(1));
    }

    @Test
    void a_new_handoff_wakes_the_worker_long_before_it_would_look_again() throws Exception {
        Sweeper sweeper = new Sweeper(shop.db, shop.endings(), shop.patient(), shop.clock);
        Ingestion ingestion = new Ingestion(shop.db, new Watchdog(shop.db, shop.clock), shop.clock);
        try (WorkerJobs jobs = new WorkerJobs(shop.db, shop.queue(), sweeper, ingestion, shop.config)) {
            assertThat(jobs).isNotNull();
            for (int i = 0; i < 3; i++) {
                CallId call = shop.ring();
                LaunchRequest asked = shop.runner.asked.poll(60, TimeUnit.SECONDS);
                assertThat(Objects.requireNonNull(asked).callId()).isEqualTo(call.value());
            }
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
