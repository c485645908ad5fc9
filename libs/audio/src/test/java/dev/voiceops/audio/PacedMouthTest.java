package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PacedMouthTest {
    private final VirtualLine line = new VirtualLine();
    private final PacedMouth mouth = line.mouth;

    @Test
    void a_tone_arrives_whole_and_without_a_step() {
        byte[] tone = tone(2_000);
        mouth.begin(1);
        for (int at = 0; at < tone.length; at += 333) {
            mouth.append(1, tone, at, Math.min(333, tone.length - at));
            line.run(2);
        }
        mouth.endOfSpeech(1);
        line.run(2_500);
        short[] heard = line.heard();
        int start = Sounds.onset(heard, 100) - Sounds.onset(Mulaw.decode(tone), 100);
        assertThat(Arrays.copyOfRange(heard, start, start + tone.length)).isEqualTo(Mulaw.decode(tone));
        assertThat(mouth.counts().underruns()).isZero();
    }

    @Test
    void at_most_200_ms_are_ahead_and_no_frame_drifts() {
        speak(1, 10_000);
        line.run(9_990);
        assertThat(line.mostAheadMillis).isEqualTo(200);
        assertThat(mouth.playhead().sent()).isEqualTo(Frames.samplesOfMillis(10_000));
        assertThat(mouth.playhead().heard()).isEqualTo(Frames.samplesOfMillis(9_990));
    }

    @Test
    void the_first_frames_leave_at_once_and_not_with_the_next_tick() {
        mouth.begin(1);
        mouth.append(1, tone(100));
        assertThat(mouth.playhead().sent()).isEqualTo(800);
        assertThat(line.events).containsExactly(new MouthEvent.AudioStarted(1, line.now(), 0));
    }

    @Test
    void a_pause_of_the_machine_is_made_up_for() {
        speak(1, 3_000);
        line.run(1_000);
        line.freeze(150);
        line.run(1_000);
        assertThat(mouth.counts().underruns()).isZero();
        assertThat(mouth.playhead().heard()).isEqualTo(Frames.samplesOfMillis(2_150));
    }

    @Test
    void stopping_throws_away_no_more_than_200_ms_and_the_caller_hears_nothing_more() {
        speak(1, 10_000);
        line.run(3_000);
        var cut = mouth.stop(1);
        assertThat(line.clears).isEqualTo(1);
        assertThat(line.thrownAwayMillis).isBetween(180L, 200L);
        assertThat(Frames.millisOfSamples(cut.heard())).isEqualTo(3_000);
        line.run(2_000);
        assertThat(mouth.playhead()).isEqualTo(cut);
        assertThat(line.heard()).hasSize((int) Frames.samplesOfMillis(3_000));
    }

    @Test
    void the_marks_that_a_clear_returns_do_not_count_as_heard() {
        speak(1, 10_000);
        line.run(1_050);
        int back = line.marksBack.size();
        var cut = mouth.stop(1);
        assertThat(line.marksBack).hasSizeGreaterThan(back);
        assertThat(mouth.playhead()).isEqualTo(cut);
        speak(2, 1_000);
        line.marksBack.forEach(mouth::onMark);
        assertThat(mouth.playhead().heard()).isZero();
    }

    @Test
    void speech_of_a_stopped_turn_that_comes_late_is_dropped_and_counted() {
        speak(1, 1_000);
        mouth.stop(1);
        mouth.append(1, tone(500));
        mouth.endOfSpeech(1);
        line.run(1_000);
        assertThat(mouth.counts().staleBytes()).isEqualTo(4_000);
        assertThat(line.heard()).isEmpty();
        assertThat(line.events).hasSize(1);
    }

    @Test
    void late_speech_of_a_stopped_turn_does_not_sound_in_the_next_one() {
        speak(1, 1_000);
        mouth.stop(1);
        mouth.begin(2);
        mouth.append(1, tone(500));
        mouth.endOfSpeech(1);
        assertThat(mouth.counts().staleBytes()).isEqualTo(4_000);
        assertThat(mouth.playhead()).isEqualTo(new Playhead(2, 2, 0, 0));
        mouth.append(2, tone(100));
        mouth.endOfSpeech(2);
        line.run(500);
        assertThat(line.events).last().isEqualTo(new MouthEvent.PlayoutEnded(2, 800, true));
    }

    @Test
    void speech_that_comes_after_its_own_end_is_dropped() {
        speak(1, 100);
        mouth.append(1, tone(100));
        line.run(500);
        assertThat(line.heard()).hasSize(800);
        assertThat(mouth.counts().staleBytes()).isEqualTo(800);
    }

    @Test
    void stopping_a_turn_that_does_not_speak_changes_nothing() {
        speak(2, 1_000);
        var before = mouth.playhead();
        assertThat(mouth.stop(1)).isEqualTo(before);
        assertThat(line.clears).isZero();
    }

    @Test
    void a_mark_raises_the_playhead_and_never_lowers_it() {
        speak(1, 5_000);
        line.losesMarks = true;
        line.run(300);
        mouth.onMark("e1:t1:3200");
        assertThat(mouth.playhead().heard()).isEqualTo(3_200);
        mouth.onMark("e1:t1:800");
        assertThat(mouth.playhead().heard()).isEqualTo(3_200);
        mouth.onMark("e1:t1:999999");
        assertThat(mouth.playhead().heard()).isEqualTo(mouth.playhead().sent());
    }

    @Test
    void marks_of_others_mean_nothing() {
        speak(2, 5_000);
        for (var name :
                new String[] {"", "hello", "e1:t1:800", "e0:t2:1600", "e2:t2:1600", "e1:t2:99999999999999999999"}) {
            mouth.onMark(name);
        }
        assertThat(mouth.playhead().heard()).isZero();
    }

    @Test
    void a_mark_follows_each_five_frames_and_the_last() {
        speak(3, 250);
        line.run(300);
        assertThat(line.marksSent).containsExactly("e1:t3:800", "e1:t3:1600", "e1:t3:2000");
    }

    @Test
    void playout_ends_with_the_last_mark() {
        speak(1, 1_000);
        line.run(999);
        assertThat(line.events).hasSize(1);
        line.run(2);
        assertThat(line.events).last().isEqualTo(new MouthEvent.PlayoutEnded(1, 8_000, true));
    }

    @Test
    void playout_ends_at_once_if_the_last_mark_came_before_the_voice_said_it_was_done() {
        mouth.begin(1);
        mouth.append(1, tone(100));
        line.run(500);
        mouth.endOfSpeech(1);
        assertThat(line.events).last().isEqualTo(new MouthEvent.PlayoutEnded(1, 800, true));
    }

    @Test
    void when_the_last_mark_is_lost_the_clock_ends_it_a_second_and_a_half_later() {
        line.losesMarks = true;
        speak(1, 1_000);
        line.run(2_480);
        assertThat(line.events).hasSize(1);
        line.run(40);
        assertThat(line.events).last().isEqualTo(new MouthEvent.PlayoutEnded(1, 8_000, false));
        assertThat(mouth.counts().lostMarks()).isEqualTo(1);
    }

    @Test
    void a_turn_without_a_sound_ends_too() {
        mouth.begin(1);
        mouth.endOfSpeech(1);
        mouth.begin(2);
        mouth.append(2, Mulaw.encode(Sounds.silence(300)));
        mouth.endOfSpeech(2);
        assertThat(line.events)
                .containsExactly(new MouthEvent.PlayoutEnded(1, 0, true), new MouthEvent.PlayoutEnded(2, 2_400, true));
        assertThat(line.marksSent).isEmpty();
    }

    @Test
    void leading_silence_is_trimmed_and_counted_and_positions_still_are_the_voices() {
        mouth.begin(1);
        mouth.append(1, Mulaw.encode(Sounds.silence(200)));
        mouth.append(1, Mulaw.encode(Sounds.join(Sounds.silence(100), Sounds.tone(500, 9_000, 700))));
        mouth.endOfSpeech(1);
        assertThat(line.events).containsExactly(new MouthEvent.AudioStarted(1, line.now(), 280));
        line.run(2_000);
        assertThat(Sounds.onset(line.heard(), 500)).isLessThan((int) Frames.samplesOfMillis(25));
        assertThat(line.events).last().isEqualTo(new MouthEvent.PlayoutEnded(1, 8_000, true));
        assertThat(mouth.counts().trimmedMillis()).isEqualTo(280);
    }

    @Test
    void no_more_than_a_second_of_silence_is_trimmed() {
        mouth.begin(1);
        mouth.append(1, Mulaw.encode(Sounds.join(Sounds.silence(1_700), Sounds.tone(500, 9_000, 300))));
        line.run(1_000);
        assertThat(Frames.millisOfSamples(Sounds.onset(line.heard(), 500))).isBetween(700L, 725L);
    }

    @Test
    void a_hole_in_a_turn_is_counted_when_its_sound_goes_on() {
        mouth.begin(1);
        mouth.append(1, tone(100));
        line.run(400);
        assertThat(mouth.counts().underruns()).isZero();
        mouth.append(1, tone(100));
        assertThat(mouth.counts().underruns()).isEqualTo(1);
        assertThat(mouth.counts().underrunMillis()).isEqualTo(300);
        line.run(50);
        assertThat(mouth.playhead().heard()).isEqualTo(Frames.samplesOfMillis(150));
    }

    @Test
    void ducking_lowers_the_voice_and_keeps_the_position() {
        speak(1, 3_000);
        line.run(1_000);
        mouth.duck(true);
        line.run(1_000);
        mouth.duck(false);
        line.run(1_200);
        short[] heard = line.heard();
        assertThat(heard).hasSize((int) Frames.samplesOfMillis(3_000));
        double full = Sounds.rms(heard, 4_000, 8_000);
        assertThat(20 * Math.log10(Sounds.rms(heard, 12_000, 16_000) / full)).isBetween(-12.5, -11.5);
        assertThat(20 * Math.log10(Sounds.rms(heard, 19_200, 24_000) / full)).isBetween(-0.1, 0.1);
    }

    @Test
    void a_turn_begun_over_an_unfinished_one_stops_it() {
        speak(1, 5_000);
        line.run(1_000);
        speak(2, 500);
        assertThat(line.clears).isEqualTo(1);
        line.run(1_000);
        assertThat(line.heard()).hasSize((int) Frames.samplesOfMillis(1_500));
        assertThat(line.events).last().isEqualTo(new MouthEvent.PlayoutEnded(2, 4_000, true));
    }

    @Test
    void a_turn_begun_again_starts_over_and_the_marks_of_its_first_try_are_stale() {
        speak(1, 1_000);
        line.losesMarks = true;
        line.run(200);
        mouth.begin(1);
        mouth.append(1, tone(1_000));
        mouth.onMark("e1:t1:800");
        assertThat(mouth.playhead()).isEqualTo(new Playhead(2, 1, 0, 1_600));
    }

    @Test
    void a_turn_begun_again_after_its_end_ignores_the_marks_of_its_first_try_too() {
        line.losesMarks = true;
        speak(1, 200);
        line.run(2_000);
        assertThat(mouth.counts().lostMarks()).isEqualTo(1);
        mouth.begin(1);
        mouth.append(1, tone(1_000));
        mouth.onMark("e1:t1:1600");
        assertThat(mouth.playhead().heard()).isZero();
    }

    @Test
    void turns_do_not_go_back() {
        mouth.begin(3);
        assertThatThrownBy(() -> mouth.begin(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VirtualLine().mouth.begin(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_voice_that_runs_away_is_told_so() {
        mouth.begin(1);
        byte[] minute = tone(60_000);
        mouth.append(1, minute);
        mouth.append(1, minute);
        assertThatThrownBy(() -> mouth.append(1, minute))
                .isInstanceOf(SpeechTooLong.class)
                .hasMessageContaining("turn 1")
                .hasMessageContaining("120000 ms");
    }

    private void speak(int turn, int millis) {
        mouth.begin(turn);
        mouth.append(turn, tone(millis));
        mouth.endOfSpeech(turn);
    }

    /** A cosine, so that the first sample is sound. */
    private static byte[] tone(int millis) {
        short[] shifted = Sounds.tone(500, 12_000, millis + 1);
        return Mulaw.encode(Arrays.copyOfRange(shifted, 4, 4 + millis * Frames.SAMPLES_PER_MS));
    }
}
