package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SileroInferenceTest {
    private static final byte LOUD = (byte) 0x80;
    private final LoudnessModel model = new LoudnessModel();
    private final SileroInference inference = new SileroInference(model, 0);
    private final SileroInference.Batch batch = inference.new Batch();
    private final List<VoiceEdge> edges = new ArrayList<>();

    @Test
    void frames_of_any_length_become_windows_led_by_the_samples_before_them() throws Exception {
        var call = inference.open(edges::add);
        var bytes = new byte[512];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) i;
        for (int at = 0; at < bytes.length; at += 100) call.hear(bytes, at, Math.min(100, bytes.length - at));
        runAll(2);
        float[] second = model.inputs.get(1);
        for (int i = 0; i < second.length; i++) {
            assertThat(second[i]).isEqualTo(Mulaw.decode((byte) (256 - 32 + i)) / 32768f);
        }
    }

    @Test
    void calls_share_a_batch_and_each_keeps_its_own_state() throws Exception {
        var loud = inference.open(edges::add);
        var quiet = inference.open(edge -> {});
        for (int i = 0; i < 3; i++) {
            loud.hear(window(LOUD), 0, 256);
            quiet.hear(window(Mulaw.SILENCE), 0, 256);
            runAll(1);
        }
        assertThat(model.batches).containsExactly(2, 2, 2);
        assertThat(loud.probability()).isEqualTo(1);
        assertThat(quiet.probability()).isZero();
        assertThat(model.lastState).containsEntry(0, 3f).containsEntry(1, 30f);
    }

    @Test
    void a_call_that_falls_behind_drops_to_its_newest_windows_and_its_positions_stay_true() throws Exception {
        var call = inference.open(edges::add);
        for (int i = 0; i < 8; i++) call.hear(window(Mulaw.SILENCE), 0, 256);
        for (int i = 8; i < 10; i++) call.hear(window(LOUD), 0, 256);
        runAll(4);
        assertThat(call.missedWindows()).isEqualTo(6);
        assertThat(edges).containsExactly(new VoiceEdge.SpeechStarted(8 * 256, 9 * 256, 1));
    }

    @Test
    void a_failed_run_loses_its_windows_and_no_more() throws Exception {
        var call = inference.open(edges::add);
        model.fails = true;
        call.hear(window(LOUD), 0, 256);
        runAll(1);
        model.fails = false;
        call.hear(window(LOUD), 0, 256);
        runAll(1);
        assertThat(call.missedWindows()).isEqualTo(1);
        assertThat(edges).containsExactly(new VoiceEdge.SpeechStarted(256, 512, 1));
    }

    @Test
    void a_listener_that_throws_does_not_stop_the_others() throws Exception {
        var bad = inference.open(edge -> {
            throw new IllegalStateException("a listener of this test");
        });
        var good = inference.open(edges::add);
        bad.hear(window(LOUD), 0, 256);
        good.hear(window(LOUD), 0, 256);
        runAll(1);
        assertThat(edges).hasSize(1);
    }

    @Test
    void a_closed_call_says_nothing_more() throws Exception {
        var call = inference.open(edges::add);
        call.hear(window(LOUD), 0, 256);
        call.close();
        runAll(1);
        assertThat(edges).isEmpty();
    }

    @Test
    void its_threads_are_platform_threads_and_end_with_it() throws Exception {
        var heard = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        try (var running = new SileroInference(model, 2)) {
            running.open(edge -> {
                        threads.add(Thread.currentThread());
                        heard.countDown();
                    })
                    .hear(window(LOUD), 0, 256);
            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(threads.getFirst().isVirtual()).isFalse();
        assertThat(threads.getFirst().isAlive()).isFalse();
        assertThat(model.closed).isTrue();
    }

    private void runAll(int batches) throws InterruptedException {
        for (int i = 0; i < batches; i++) {
            batch.fill();
            batch.run();
        }
    }

    private static byte[] window(byte code) {
        var bytes = new byte[256];
        Arrays.fill(bytes, code);
        return bytes;
    }

    /** Takes what is loud for speech, and counts in each layer of the state how often it heard that call. */
    private static final class LoudnessModel implements VoiceModel {
        final List<float[]> inputs = new ArrayList<>();
        final List<Integer> batches = new ArrayList<>();
        final Map<Integer, Float> lastState = new HashMap<>();
        boolean fails;
        volatile boolean closed;

        @Override
        public synchronized void run(int size, FloatBuffer input, FloatBuffer state, float[] probability)
                throws OrtException {
            if (fails) throw new OrtException("a failure of this test");
            batches.add(size);
            for (int i = 0; i < size; i++) {
                var window = new float[INPUT];
                input.get(i * INPUT, window);
                inputs.add(window);
                probability[i] = window[INPUT - 1] > 0.5f ? 1 : 0;
            }
            lastState.put(0, count(state, 0, 1));
            lastState.put(1, count(state, size * LAYER, 10));
        }

        private static float count(FloatBuffer state, int at, float step) {
            state.put(at, state.get(at) + step);
            return state.get(at);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
