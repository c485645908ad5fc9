package dev.voiceops.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.testing.Specimen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Under the settings of the product, every call that can be left behind is ended within 60 s of its last sign of life, and none that
 * is cared for is touched. Time passes by making all rows older.
 */
class WithinAMinuteTest {
    /** As the binary sets them: lease of 15 s, its grace, and the silence after which a call that nobody cares for is ended. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final Duration DISPATCH = Duration.ofSeconds(30);
    private Workshop shop;
    private Sweeper sweeper;

    @BeforeEach
    void open() throws IOException {
        shop = new Workshop();
        WorkerConfig usual = shop.config;
        WorkerConfig product = new WorkerConfig(
                usual.runnerUrl(),
                DISPATCH,
                usual.joinTokenValidity(),
                usual.launchDeadline(),
                usual.pollEvery(),
                GRACE,
                SILENCE);
        sweeper = new Sweeper(shop.db, shop.endings(), product, shop.clock);
        for (int second = 0; second < 12; second++) sweep(); // it has been up for a while
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatever_state_a_call_was_left_in_it_is_ended_within_a_minute() {
        Map<String, CallId> left = new LinkedHashMap<>();
        left.put("nobody took the handoff", shop.acme.call());
        left.put("media came and nobody dispatched", live(shop.acme.call()));
        left.put("the dispatch was never claimed", dispatched());
        left.put("it was claimed and no media came", claimed());
        left.put("it was claimed and is up", live(claimed()));
        left.put("it was released and not ended", live(released()));
        left.put("it was released before media came", released());
        left.put("its dispatch failed", failed());
        sweep();
        left.forEach((how, call) -> assertThat(shop.call(call).state()).as(how).isNotEqualTo(Call.State.ENDED));
        for (int second = 0; second < 60; second++) {
            age(Duration.ofSeconds(1));
            sweep();
        }
        left.forEach((how, call) -> {
            assertThat(shop.call(call).state()).as(how).isEqualTo(Call.State.ENDED);
            assertThat(shop.call(call).endReason()).as(how).isNotNull();
        });
    }

    @Test
    void a_call_whose_lease_is_renewed_stays_however_long_it_takes() {
        Dispatch dispatch = shop.dispatch(shop.acme.call(), DISPATCH);
        CallId call = live(dispatch.call());
        long token = claim(dispatch);
        for (int time = 0; time < 40; time++) {
            age(Duration.ofSeconds(5));
            shop.db.platform(Specimen.TEST, Specimen.TESTER, tx -> Dispatches.renew(tx, dispatch.id(), token, LEASE));
            sweep();
        }
        assertThat(shop.call(call).state()).isEqualTo(Call.State.LIVE);
    }

    private void sweep() {
        sweeper.sweep();
        shop.clock.go(Duration.ofSeconds(1));
    }

    private CallId dispatched() {
        return shop.dispatch(shop.acme.call(), DISPATCH).call();
    }

    private CallId claimed() {
        Dispatch dispatch = shop.dispatch(shop.acme.call(), DISPATCH);
        claim(dispatch);
        return dispatch.call();
    }

    private CallId released() {
        Dispatch dispatch = shop.dispatch(shop.acme.call(), DISPATCH);
        long token = claim(dispatch);
        shop.db.platform(Specimen.TEST, Specimen.TESTER, tx -> Dispatches.release(tx, dispatch.id(), token));
        return dispatch.call();
    }

    private CallId failed() {
        Dispatch dispatch = shop.dispatch(shop.acme.call(), DISPATCH);
        shop.db.platform(Specimen.TEST, Specimen.TESTER, tx -> Dispatches.fail(tx, dispatch.id(), "no_capacity"));
        return dispatch.call();
    }

    private long claim(Dispatch dispatch) {
        return shop.db
                .platform(Specimen.TEST, Specimen.TESTER, tx -> Dispatches.claim(tx, dispatch.id(), "c-1", LEASE))
                .orElseThrow()
                .fencingToken();
    }

    private CallId live(CallId call) {
        return shop.db.tenant(shop.acme.tenant(), Specimen.TESTER, tx -> {
            Calls.markLive(tx, call, Instant.now());
            return call;
        });
    }

    private void age(Duration time) {
        String ago = " - interval '" + time.toSeconds() + " s'";
        JdbcClient sql = JdbcClient.create(shop.database.superuser());
        sql.sql("update voiceops.calls set created_at = created_at" + ago).update();
        sql.sql("update voiceops.runtime_dispatches set created_at = created_at" + ago + ", expires_at = expires_at"
                        + ago + ", lease_until = lease_until" + ago + ", claimed_at = claimed_at" + ago
                        + ", closed_at = closed_at" + ago)
                .update();
    }
}
