package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallRecorderTest {
    private static final long MS = 1_000_000;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private long now = 77 * MS;
    private final CallRecorder recorder = new CallRecorder(file, Runnable::run, () -> now);
    private final FrameSink line = recorder.recording(new Nothing());

    @Test
    void tones_of_both_sides_are_found_where_they_were() throws IOException {
        // Twilio's first frame is stamped 100 ms or so; each frame takes 30 ms and some jitter to arrive.
        byte[] beep = Mulaw.encode(Sounds.tone(1000, 10_000, 200));
        for (int ms = 100; ms < 8_000; ms += 20) {
            now = (77 + 30 + ms + 20 + (ms * 7 % 15)) * MS;
            boolean speaks = ms >= 2_000 && ms < 2_200;
            recorder.caller(speaks ? beep : silence(20), speaks ? (ms - 2_000) * 8 : 0, 160, ms);
            int agent = ms - 5_000;
            if (agent >= 0 && agent < 200) line.media(frame(beep, agent));
        }
        var wav = finish();
        assertThat(millisOfOnset(wav, 0)).isBetween(1_980L, 2_020L);
        assertThat(millisOfOnset(wav, 1)).isBetween(5_000L, 5_040L);
        assertThat(Sounds.amplitude(wav.channel(1), 41_000, 41_160, 0.125)).isBetween(9_000.0, 11_000.0);
        assertThat(wav.millis()).isEqualTo(8_000);
    }

    @Test
    void a_first_frame_that_comes_late_does_not_shift_the_agent() throws IOException {
        long began = now;
        now = began + 420 * MS;
        recorder.caller(silence(20), 0, 160, 0);
        for (int ms = 400; ms < 2_000; ms += 20) {
            now = began + (ms + 20) * MS;
            recorder.caller(silence(20), 0, 160, ms);
        }
        line.media(frame(Mulaw.encode(Sounds.tone(1000, 10_000, 20)), 0));
        now += 20 * MS;
        assertThat(millisOfOnset(finish(), 1)).isBetween(1_980L, 2_020L);
    }

    @Test
    void a_clear_cuts_the_agents_side_at_the_moment_it_is_sent() throws IOException {
        var inTime = new VirtualLine();
        var other = new ByteArrayOutputStream();
        var cut = new CallRecorder(other, Runnable::run, inTime::now);
        var mouth = new PacedMouth(cut.recording(inTime), inTime::now, event -> {});
        inTime.metronome.register(mouth);
        inTime.run(500);
        mouth.begin(1);
        mouth.append(1, Mulaw.encode(Sounds.tone(500, 9_000, 3_000)));
        inTime.run(1_010);
        mouth.stop(1);
        inTime.run(1_000);
        mouth.begin(2);
        mouth.append(2, Mulaw.encode(Sounds.tone(1000, 9_000, 300)));
        inTime.run(1_000);
        cut.close().join();
        short[] agent = Wav.read(new ByteArrayInputStream(other.toByteArray())).channel(1);
        assertThat(agent).hasSizeBetween(22_000, 22_600);
        assertThat(Sounds.rms(agent, 4_200, 12_080)).isGreaterThan(5_000);
        assertThat(Sounds.rms(agent, 12_082, 20_080)).isZero();
        assertThat(Sounds.amplitude(agent, 20_320, 21_920, 0.125)).isGreaterThan(8_000);
        assertThat(inTime.heard()).isEqualTo(agent);
    }

    @Test
    void sound_sent_ahead_stands_where_it_is_played() throws IOException {
        byte[] tone = Mulaw.encode(Sounds.tone(1000, 10_000, 200));
        for (int at = 0; at < 200; at += 20) line.media(frame(tone, at));
        now += 1_000 * MS;
        line.media(frame(tone, 0));
        now += 20 * MS;
        short[] agent = finish().channel(1);
        assertThat(agent).hasSize(8_160);
        assertThat(Sounds.rms(agent, 0, 1_600)).isGreaterThan(6_000);
        assertThat(Sounds.rms(agent, 1_600, 8_000)).isZero();
        assertThat(Sounds.rms(agent, 8_000, 8_160)).isGreaterThan(6_000);
    }

    @Test
    void what_the_caller_will_not_hear_any_more_is_not_recorded() throws IOException {
        for (int i = 0; i < 10; i++) line.media(frame(Mulaw.encode(Sounds.tone(1000, 10_000, 20)), 0));
        now += 50 * MS;
        assertThat(finish().millis()).isEqualTo(50);
    }

    @Test
    void a_burst_after_a_stall_lands_in_its_own_time() throws IOException {
        byte[] beep = Mulaw.encode(Sounds.tone(1000, 10_000, 20));
        for (int ms = 0; ms < 1_000; ms += 20) hear(silence(20), ms);
        now += 4_000 * MS;
        for (int ms = 1_000; ms < 5_000; ms += 20) recorder.caller(ms == 3_000 ? beep : silence(20), 0, 160, ms);
        assertThat(millisOfOnset(finish(), 0)).isEqualTo(3_000);
    }

    @Test
    void impossible_timestamps_are_left_out_and_counted() throws IOException {
        hear(silence(20), 0);
        for (long stamp : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 86_400_000, 6_000}) {
            recorder.caller(silence(20), 0, 160, stamp);
        }
        recorder.caller(silence(6_000), 0, 48_000, 0);
        for (int ms = 20; ms < 4_000; ms += 20) hear(silence(20), ms);
        recorder.caller(silence(20), 0, 160, 10);
        var recording = recorder.close().join();
        assertThat(recording.millis()).isEqualTo(4_000);
        assertThat(recording.strayMillis()).isEqualTo(6_120);
    }

    @Test
    void an_hour_without_a_sound_is_an_hour_of_silence() throws IOException {
        hear(silence(20), 0);
        now += 3_600_000 * MS;
        line.media(frame(Mulaw.encode(Sounds.tone(1000, 10_000, 20)), 0));
        now += 20 * MS;
        assertThat(millisOfOnset(finish(), 1)).isEqualTo(3_600_020);
    }

    @Test
    void the_hash_is_that_of_the_file() throws Exception {
        for (int ms = 0; ms < 3_500; ms += 20) hear(Mulaw.encode(Sounds.noise(900, 20, ms)), ms);
        var recording = recorder.close().join();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.toByteArray());
        assertThat(recording.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(recording.bytes()).isEqualTo(file.size()).isEqualTo(58 + 3_500 * 16);
        assertThat(recorder.close().join()).isEqualTo(recording);
    }

    @Test
    void a_slow_writer_costs_sound_and_neither_time_nor_memory() throws IOException {
        Queue<Runnable> later = new ArrayDeque<>();
        var other = new ByteArrayOutputStream();
        var slow = new CallRecorder(other, later::add, () -> now);
        byte[] tone = Mulaw.encode(Sounds.tone(1000, 10_000, 20));
        for (int ms = 0; ms < 60_000; ms += 20) {
            now += 20 * MS;
            slow.caller(tone, 0, 160, ms);
        }
        assertThat(later).hasSize(1);
        var done = slow.close();
        assertThat(done).isNotDone();
        later.remove().run();
        short[] caller = Wav.read(new ByteArrayInputStream(other.toByteArray())).channel(0);
        assertThat(caller).hasSize(60 * 8_000);
        assertThat(done.join().lostMillis()).isBetween(29_000L, 32_000L);
        assertThat(Sounds.rms(caller, 0, 8_000)).isGreaterThan(6_000);
        assertThat(Sounds.rms(caller, 50 * 8_000, 51 * 8_000)).isZero();
    }

    @Test
    void a_file_that_cannot_be_written_fails_the_recording_once_and_not_the_call() {
        var tries = new ArrayList<Integer>();
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                tries.add(b);
                throw new IOException("no space left, says this test");
            }
        };
        var failing = new CallRecorder(full, Runnable::run, () -> now);
        for (int ms = 0; ms < 5_000; ms += 20) {
            now += 20 * MS;
            failing.caller(silence(20), 0, 160, ms);
        }
        assertThatThrownBy(() -> failing.close().join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no space left, says this test");
        assertThat(tries).hasSize(1);
    }

    @Test
    void a_writer_that_takes_no_more_work_fails_the_recording_and_not_the_call() {
        var rejecting = new CallRecorder(
                file,
                task -> {
                    throw new RejectedExecutionException("shut down, says this test");
                },
                () -> now);
        rejecting.caller(silence(20), 0, 160, 0);
        assertThatThrownBy(() -> rejecting.close().join()).hasRootCauseMessage("shut down, says this test");
    }

    /** A frame that arrives the moment it was spoken. */
    private void hear(byte[] frame, int ms) {
        now += 20 * MS;
        recorder.caller(frame, 0, frame.length, ms);
    }

    private Wav finish() throws IOException {
        recorder.close().join();
        return Wav.read(new ByteArrayInputStream(file.toByteArray()));
    }

    private static long millisOfOnset(Wav wav, int channel) {
        return Frames.millisOfSamples(Sounds.onset(wav.channel(channel), 1_000));
    }

    private static byte[] silence(int millis) {
        return Mulaw.encode(Sounds.silence(millis));
    }

    private static byte[] frame(byte[] sound, int millis) {
        return Arrays.copyOfRange(sound, millis * 8, millis * 8 + 160);
    }

    private static final class Nothing implements FrameSink {
        @Override
        public void media(byte[] frame) {}

        @Override
        public void mark(String name) {}

        @Override
        public void clear() {}
    }
}
