package dev.voiceops.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.connector.journal.JournalEntry;
import dev.voiceops.connector.media.MediaLimits;
import dev.voiceops.connector.session.CallTimes;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How calls end that do not end by themselves, and what outlives a database. */
class LifeOfCallTest {
    @TempDir
    private Path folder;

    private @Nullable TestHouse open;

    private TestHouse house() {
        return house(TestHouse.times(), TestHouse.patient(), 8);
    }

    private TestHouse house(CallTimes times, MediaLimits limits, int capacity) {
        TestHouse house = new TestHouse(folder, times, limits, capacity);
        open = house;
        return house;
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    private static String endOf(TestHouse house) throws InterruptedException {
        var release = house.control.released.poll(20, SECONDS);
        return release == null ? "none" : release.endReason();
    }

    @Test
    void a_claimed_call_whose_media_never_comes_is_given_up() throws Exception {
        TestHouse house = house(new CallTimes(100, 1_000, 50, 60_000, 1_000, 1_000), TestHouse.patient(), 8);
        house.connect(house.control.ring());
        assertThat(endOf(house)).isEqualTo("media_lost");
        assertThat(house.vendors.earsOpened).hasValue(0);
    }

    @Test
    void a_media_socket_whose_call_nobody_claims_is_turned_away() throws Exception {
        TestHouse house = house(new CallTimes(1_000, 100, 50, 60_000, 1_000, 1_000), TestHouse.patient(), 8);
        var ringing = house.control.ring();
        try (var caller = new dev.voiceops.connector.media.Caller(house.media())) {
            caller.say(
                    dev.voiceops.connector.media.Caller.start(ringing.token()).replace("CA1", ringing.callSid()));
            assertThat(caller.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void a_stream_that_falls_silent_ends_the_call_and_the_phone_line() throws Exception {
        TestHouse house = house(TestHouse.times(), new MediaLimits(64 * 1024, 5_000, 300, 5_000, 5_000, 50, 16), 8);
        try (Phone phone = house.call()) {
            assertThat(endOf(house)).isEqualTo("media_lost");
            assertThat(house.vendors.phone.poll(20, SECONDS)).startsWith("hang up");
            assertThat(phone.caller().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void a_socket_that_breaks_ends_the_call_and_leaves_the_line_to_its_script() throws Exception {
        TestHouse house = house();
        Phone phone = house.call();
        phone.next("media");
        phone.caller().vanish();
        assertThat(endOf(house)).isEqualTo("media_lost");
        assertThat(house.vendors.phone).isEmpty();
    }

    @Test
    void a_lost_lease_lets_go_of_the_call_without_hanging_up_or_releasing() throws Exception {
        TestHouse house = house();
        try (Phone phone = house.call()) {
            phone.next("media");
            house.control.leaseLost = true;
            assertThat(phone.caller().closeCode()).isEqualTo(1000);
            assertThat(house.vendors.phone).isEmpty();
            house.control.leaseLost = false;
            house.close();
            open = null;
            assertThat(house.control.released).isEmpty();
        }
    }

    @Test
    void a_call_goes_on_while_the_control_plane_is_away() throws Exception {
        TestHouse house = house();
        try (Phone phone = house.call()) {
            phone.next("media");
            int before = house.control.renewals.get();
            house.control.away = true;
            house.vendors.brain = _ -> "Still here.";
            phone.says("Are you there with me?");
            phone.next("media");
            house.control.away = false;
            Eventually.holds(() -> house.control.renewals.get() > before);
            phone.hangsUp();
            assertThat(endOf(house)).isEqualTo("caller_hangup");
        }
    }

    @Test
    void a_call_is_let_go_when_the_control_plane_is_away_too_long() throws Exception {
        TestHouse house = house(new CallTimes(20_000, 1_000, 50, -60_000, 1_000, 1_000), TestHouse.patient(), 8);
        try (Phone phone = house.call()) {
            phone.next("media");
            house.control.away = true;
            assertThat(phone.caller().closeCode()).isEqualTo(1000);
            assertThat(house.vendors.phone).isEmpty();
        }
    }

    @Test
    void an_operator_closes_a_call_with_a_goodbye() throws Exception {
        TestHouse house = house();
        try (Phone phone = house.call()) {
            phone.next("media");
            assertThat(house.post("/runtime/sessions/" + phone.ringing().call() + "/close", "")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(endOf(house)).isEqualTo("operator_end");
            assertThat(house.vendors.phone.poll()).startsWith("hang up");
        }
    }

    @Test
    void a_full_connector_takes_no_more_calls() throws Exception {
        TestHouse house = house(TestHouse.times(), TestHouse.patient(), 1);
        try (Phone phone = house.call()) {
            var refused = house.connect(house.control.ring());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("no_capacity");
            phone.hangsUp();
            endOf(house);
            assertThat(house.connect(house.control.ring()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void draining_refuses_new_calls_and_ends_live_ones_with_a_goodbye() throws Exception {
        TestHouse house = house();
        try (Phone phone = house.call()) {
            phone.next("media");
            house.post("/runtime/drain", "");
            var refused = house.connect(house.control.ring());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("draining");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(house.connector::close);
            assertThat(endOf(house)).isEqualTo("drained");
            assertThat(house.vendors.phone.poll(20, SECONDS)).startsWith("hang up");
            closing.get(30, SECONDS);
            assertThat(house.records.heartbeats).contains(true);
            open = null;
            house.control.close();
        }
    }

    @Test
    void a_database_that_is_away_during_a_call_gets_everything_afterwards_once_and_in_order() throws Exception {
        TestHouse house = house();
        try (Phone phone = house.call()) {
            phone.next("media");
            house.records.away(true);
            house.vendors.brain = _ -> "The answer.";
            phone.says("First question of mine.");
            phone.next("media");
            phone.says("Second question of mine.");
            phone.hangsUp();
            Eventually.holds(() -> house.records.failures() >= 3);
            assertThat(house.control.released)
                    .as("no release before the record")
                    .isEmpty();
            house.records.away(false);
            assertThat(endOf(house)).isEqualTo("caller_hangup");
            List<JournalEntry> entries = house.records.of(phone.ringing().call());
            assertThat(entries.stream().map(JournalEntry::n))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, entries.size()).boxed().toList());
            assertThat(house.records.said(phone.ringing().call()).stream()
                            .map(said -> said.generated())
                            .collect(Collectors.joining(" ")))
                    .contains("First question of mine.")
                    .contains("Second question of mine.");
            assertThat(house.records.recordings.poll(20, SECONDS)).isNotNull();
        }
    }
}
