package dev.voiceops.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L); // the clock may overflow
    private final RateLimits limits = new RateLimits(60, Duration.ofMinutes(1), nanos::get);

    @Test
    void the_whole_quota_may_be_spent_at_once_and_then_one_a_second() {
        for (int i = 59; i >= 0; i--) {
            RateLimits.Verdict verdict = limits.take("a");
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(i);
        }
        assertThat(limits.take("a")).isEqualTo(new RateLimits.Verdict(false, 0, 60, 1));
        pass(Duration.ofMillis(999));
        assertThat(limits.take("a").allowed()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(limits.take("a").allowed()).isTrue();
        assertThat(limits.take("a").allowed()).isFalse();
    }

    @Test
    void one_principals_quota_is_not_anothers_and_comes_back_whole() {
        for (int i = 0; i < 61; i++) limits.take("a");
        assertThat(limits.take("b").remaining()).isEqualTo(59);
        pass(Duration.ofMinutes(1));
        assertThat(limits.take("a").remaining()).isEqualTo(59);
    }

    @Test
    void who_has_a_full_bucket_is_forgotten() {
        for (int i = 0; i < 1_000; i++) limits.take("p" + i);
        pass(Duration.ofMinutes(2));
        for (int i = 0; i < 100; i++) limits.take("q");
        assertThat(limits.principals()).isLessThan(10);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
