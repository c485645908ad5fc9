package dev.voiceops.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweeperTest {
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
    void a_dispatch_that_nobody_claimed_in_time_ends_its_call_with_the_cause() {
        CallId call = shop.acme.call();
        Dispatch due = shop.dispatch(call, Duration.ZERO);
        CallId other = shop.acme.call();
        shop.dispatch(other, Duration.ofMinutes(5));
        sweeper().sweep();
        assertThat(shop.dispatches(call).getFirst().state()).isEqualTo(Dispatch.State.EXPIRED);
        assertThat(shop.call(call).endReason()).isEqualTo(EndReason.DISPATCH_EXPIRED);
        assertThat(shop.call(call).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(shop.types(call)).containsExactly(RuntimeEvents.HANDOFF_FAILED, RuntimeEvents.CALL_ENDED);
        assertThat(shop.events(call).getFirst().payload()).contains(due.id().toString());
        assertThat(shop.call(other).state()).isEqualTo(Call.State.QUEUED);
    }

    @Test
    void a_connector_that_stops_renewing_loses_its_call_with_the_cause() {
        CallId call = live(Duration.ZERO);
        CallId other = live(Duration.ofMinutes(5));
        sweeper().sweep();
        assertThat(shop.call(call).endReason()).isEqualTo(EndReason.CONNECTOR_LOST);
        assertThat(shop.types(call)).containsExactly(RuntimeEvents.CONNECTOR_LOST, RuntimeEvents.CALL_ENDED);
        assertThat(shop.events(call).getFirst().payload()).contains("c-1");
        assertThat(shop.call(other).state()).isEqualTo(Call.State.LIVE);
    }

    @Test
    void after_it_was_cut_off_itself_the_sweeper_gives_connectors_their_grace_before_it_judges() {
        Sweeper sweeper = new Sweeper(shop.db, shop.endings(), graceOfTwentySeconds(), shop.clock);
        for (int time = 0; time < 2; time++) {
            CallId call = live(Duration.ofMinutes(-1));
            for (int second = 0; second < 20; second++) {
                sweeper.sweep();
                assertThat(shop.call(call).state()).as("after %s s", second).isEqualTo(Call.State.LIVE);
                shop.clock.go(Duration.ofSeconds(1));
            }
            sweeper.sweep();
            assertThat(shop.call(call).endReason()).isEqualTo(EndReason.CONNECTOR_LOST);
            shop.clock.go(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_call_that_nobody_cares_for_is_ended() {
        CallId queued = shop.acme.call();
        CallId live = shop.acme.call();
        shop.db.tenant(shop.acme.tenant(), Specimen.TESTER, tx -> {
            Calls.markLive(tx, live, Instant.now());
            return live;
        });
        sweeper().sweep();
        assertThat(shop.call(queued).endReason()).isEqualTo(EndReason.DISPATCH_EXPIRED);
        assertThat(shop.call(live).endReason()).isEqualTo(EndReason.CONNECTOR_LOST);
        assertThat(shop.call(live).endedBy()).isEqualTo(Call.Witness.SWEEPER);
    }

    @Test
    void a_call_that_has_ended_is_left_as_it_is() {
        CallId call = live(Duration.ZERO);
        shop.db.tenant(
                shop.acme.tenant(),
                Specimen.TESTER,
                tx -> Calls.end(
                        tx,
                        call,
                        new Call.End(
                                EndReason.AGENT_GOODBYE,
                                Outcome.RESOLVED,
                                Call.Witness.CONNECTOR,
                                Instant.now(),
                                null)));
        sweeper().sweep();
        assertThat(shop.call(call).endReason()).isEqualTo(EndReason.AGENT_GOODBYE);
        assertThat(shop.types(call)).containsExactly(RuntimeEvents.CALL_ENDED);
    }

    /** A live call whose connector's lease runs out after this long; negative: it ran out that long ago. */
    private CallId live(Duration lease) {
        CallId call = shop.acme.call();
        Dispatch dispatch = shop.dispatch(call, Duration.ofMinutes(5));
        shop.db.platform(Specimen.TEST, Specimen.TESTER, tx -> Dispatches.claim(tx, dispatch.id(), "c-1", lease));
        return shop.db.tenant(shop.acme.tenant(), Specimen.TESTER, tx -> {
            Calls.markLive(tx, call, Instant.now());
            return call;
        });
    }

    private WorkerConfig graceOfTwentySeconds() {
        WorkerConfig usual = shop.config;
        return new WorkerConfig(
                usual.runnerUrl(),
                usual.dispatchValidity(),
                usual.joinTokenValidity(),
                usual.launchDeadline(),
                usual.pollEvery(),
                Duration.ofSeconds(20),
                usual.orphanSilence());
    }

    private Sweeper sweeper() {
        return new Sweeper(shop.db, shop.endings(), shop.config, shop.clock);
    }
}
