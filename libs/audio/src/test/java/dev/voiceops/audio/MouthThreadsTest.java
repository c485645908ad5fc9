package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MouthThreadsTest {
    @Test
    void a_tick_does_not_wait_for_a_thread_that_is_busy_in_the_mouth() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var mouth = new PacedMouth(new Deaf(), () -> 0, event -> {
            inside.countDown();
            await(go);
        });
        mouth.begin(1);
        var voice = Thread.ofVirtual().start(() -> mouth.append(1, new byte[800]));
        await(inside);
        mouth.tick(0);
        assertThat(mouth.playhead().turn()).isEqualTo(1);
        go.countDown();
        voice.join();
        assertThat(mouth.counts().skippedTicks()).isEqualTo(1);
    }

    @Test
    void many_voices_at_once_lose_no_byte() throws Exception {
        var mouth = new PacedMouth(new Deaf(), System::nanoTime, event -> {});
        mouth.begin(1);
        var voices = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            voices.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 100; j++) mouth.append(1, new byte[160]);
            }));
        }
        for (var voice : voices) voice.join();
        mouth.endOfSpeech(1);
        for (long hour = System.nanoTime(), frame = 0; frame < 800; frame++)
            mouth.tick(hour + frame * Frames.FRAME_NANOS);
        assertThat(mouth.counts().frames()).isEqualTo(800);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Deaf implements FrameSink {
        @Override
        public void media(byte[] frame) {}

        @Override
        public void mark(String name) {}

        @Override
        public void clear() {}
    }
}
