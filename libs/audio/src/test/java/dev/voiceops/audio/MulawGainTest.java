package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MulawGainTest {
    @Test
    void twelve_decibels_down_is_a_quarter_of_the_amplitude() {
        byte[] tone = Mulaw.encode(Sounds.tone(1000, 16_000, 100));
        MulawGain.ofDecibels(-12).apply(tone, 0, tone.length);
        double after = Sounds.amplitude(Mulaw.decode(tone), 0, tone.length, 0.125);
        assertThat(20 * Math.log10(after / 16_000)).isCloseTo(-12, within(0.2));
    }

    @Test
    void no_gain_changes_nothing_but_negative_zero() {
        for (int code = 0; code < 256; code++) {
            byte expected = code == 0x7F ? Mulaw.SILENCE : (byte) code;
            assertThat(MulawGain.ofDecibels(0).of((byte) code)).isEqualTo(expected);
        }
    }

    @Test
    void a_gain_up_clips_and_does_not_wrap() {
        assertThat(MulawGain.ofDecibels(40).of((byte) 0x80)).isEqualTo((byte) 0x80);
        assertThat(MulawGain.ofDecibels(40).of((byte) 0x00)).isEqualTo((byte) 0x00);
    }

    @Test
    void only_the_stretch_named_changes() {
        byte[] bytes = {(byte) 0x80, (byte) 0x80, (byte) 0x80};
        MulawGain.ofDecibels(-6).apply(bytes, 1, 1);
        assertThat(bytes[0]).isEqualTo((byte) 0x80);
        assertThat(bytes[1]).isNotEqualTo((byte) 0x80);
        assertThat(bytes[2]).isEqualTo((byte) 0x80);
    }
}
