package dev.voiceops.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void runs_at_once_and_again_when_woken_and_at_once_while_there_is_more() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(4);
        CountDownLatch second = new CountDownLatch(5);
        try (Loop loop = new Loop("test", NEVER, () -> {
            int run = runs.incrementAndGet();
            first.countDown();
            second.countDown();
            return run < 4;
        })) {
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
            loop.wake();
            assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(runs).hasValueGreaterThanOrEqualTo(5);
    }

    @Test
    void looks_again_after_its_period_though_nobody_wakes_it() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        try (Loop loop = new Loop("test", Duration.ofMillis(1), () -> {
            thrice.countDown();
            return false;
        })) {
            assertThat(loop).isNotNull();
            assertThat(thrice.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void goes_on_after_a_run_that_threw() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        try (Loop loop = new Loop("test", Duration.ofMillis(1), () -> {
            twice.countDown();
            throw new IllegalStateException("told to");
        })) {
            assertThat(loop).isNotNull();
            assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void does_not_run_after_it_was_closed() throws InterruptedException {
        CountDownLatch once = new CountDownLatch(1);
        Loop loop = new Loop("test", NEVER, () -> {
            runs.incrementAndGet();
            once.countDown();
            return false;
        });
        assertThat(once.await(30, TimeUnit.SECONDS)).isTrue();
        loop.close();
        int then = runs.get();
        loop.wake();
        assertThat(runs).hasValue(then);
    }
}
