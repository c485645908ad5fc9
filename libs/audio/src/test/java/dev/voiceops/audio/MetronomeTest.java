package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetronomeTest {
    private static final long MS = 1_000_000;
    private long now = -7 * MS;
    private final Metronome metronome = new Metronome(() -> now);
    private final List<Long> ticks = new ArrayList<>();

    @Test
    void it_ticks_every_20_ms_on_an_absolute_schedule() {
        metronome.register(ticks::add);
        run(1_000);
        assertThat(ticks).hasSize(50);
        for (int i = 1; i < ticks.size(); i++)
            assertThat(ticks.get(i) - ticks.get(0)).isEqualTo(i * 20L * MS);
    }

    @Test
    void the_mouths_are_spread_over_the_20_ms() {
        for (int i = 0; i < 40; i++) metronome.register(ticks::add);
        run(20);
        assertThat(ticks).hasSize(40);
        assertThat(ticks.stream().distinct()).hasSize(20);
    }

    @Test
    void after_a_pause_it_ticks_once_and_keeps_the_old_beat() {
        metronome.register(ticks::add);
        run(40);
        now += 73 * MS;
        metronome.beat();
        run(100);
        long first = ticks.getFirst();
        assertThat(ticks.stream().map(tick -> (tick - first) / MS))
                .containsExactly(0L, 20L, 113L, 120L, 140L, 160L, 180L, 200L);
        assertThat(metronome.lateness().over20Ms()).isEqualTo(1);
        assertThat(metronome.lateness().maxMicros()).isEqualTo(73_000);
    }

    @Test
    void it_says_how_long_to_wait_for_the_next_tick() {
        assertThat(metronome.beat()).isEqualTo(20 * MS);
        metronome.register(ticks::add);
        metronome.beat();
        now += 3 * MS;
        assertThat(metronome.beat()).isEqualTo(17 * MS);
    }

    @Test
    void who_left_is_ticked_no_more() {
        var seat = metronome.register(ticks::add);
        var others = new ArrayList<Long>();
        metronome.register(others::add);
        run(40);
        seat.close();
        seat.close();
        run(40);
        assertThat(ticks).hasSize(2);
        assertThat(others).hasSize(4);
    }

    @Test
    void one_that_fails_is_kept_and_does_not_harm_the_others() {
        for (int i = 0; i < 20; i++) {
            metronome.register(at -> {
                ticks.add(at);
                throw new IllegalStateException("a failure of this test");
            });
        }
        var others = new ArrayList<Long>();
        metronome.register(others::add);
        run(60);
        assertThat(others).hasSize(3);
        assertThat(ticks).hasSize(60);
    }

    @Test
    void lateness_and_length_of_ticks_are_measured() {
        IntStream.range(0, 2).forEach(i -> metronome.register(at -> now += 4 * MS));
        run(1);
        var times = metronome.lateness();
        assertThat(times.ticks()).isEqualTo(2);
        assertThat(times.longestTickMicros()).isEqualTo(4_000);
        assertThat(times.maxMicros()).isBetween(3_000L, 5_000L);
        assertThat(times.p99Micros()).isEqualTo(times.maxMicros());
    }

    @Test
    void started_it_ticks_on_its_own_platform_thread_until_it_is_closed() throws Exception {
        var thread = new CompletableFuture<Thread>();
        var ticked = new CountDownLatch(3);
        try (var running = Metronome.start()) {
            running.register(at -> {
                thread.complete(Thread.currentThread());
                ticked.countDown();
            });
            assertThat(ticked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        var ticker = thread.join();
        assertThat(ticker.isVirtual()).isFalse();
        assertThat(ticker.join(Duration.ofSeconds(10))).isTrue();
    }

    private void run(int millis) {
        for (int i = 0; i < millis; i++) {
            metronome.beat();
            now += MS;
        }
    }
}
