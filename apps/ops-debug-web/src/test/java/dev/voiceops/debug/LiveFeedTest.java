package dev.voiceops.debug;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void a_browser_looks_at_once_and_then_at_what_changes() throws Exception {
        try (LiveFeed feed = new LiveFeed()) {
            feed.subscribe(heard::add);
            feed.tell("call-1");
            assertThat(next()).isEqualTo(LiveFeed.ANY);
            assertThat(next()).isEqualTo("call-1");
        }
    }

    @Test
    void a_browser_that_does_not_read_holds_up_nobody_and_is_told_to_look_at_everything() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        BlockingQueue<String> slow = new LinkedBlockingQueue<>();
        try (LiveFeed feed = new LiveFeed()) {
            feed.subscribe(changed -> {
                slow.add(changed);
                try {
                    reads.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(slow.poll(20, SECONDS)).isEqualTo(LiveFeed.ANY);
            feed.subscribe(heard::add);
            assertThat(next()).isEqualTo(LiveFeed.ANY);
            for (int i = 0; i <= LiveFeed.WAITING; i++) {
                feed.tell("call-" + i);
                assertThat(next()).isEqualTo("call-" + i);
            }
            reads.countDown();
            assertThat(slow.poll(20, SECONDS)).isEqualTo(LiveFeed.ANY);
        }
    }

    @Test
    void nothing_reaches_who_has_gone() throws Exception {
        try (LiveFeed feed = new LiveFeed()) {
            var gone = feed.subscribe(heard::add);
            assertThat(next()).isEqualTo(LiveFeed.ANY);
            gone.close();
            feed.tell("call-1");
            BlockingQueue<String> other = new LinkedBlockingQueue<>();
            feed.subscribe(other::add);
            feed.tell("call-2");
            assertThat(other.poll(20, SECONDS)).isEqualTo(LiveFeed.ANY);
            assertThat(other.poll(20, SECONDS)).isEqualTo("call-2");
            assertThat(heard).isEmpty();
        }
    }

    private String next() throws InterruptedException {
        String changed = heard.poll(20, SECONDS);
        return changed == null ? "nothing" : changed;
    }
}
