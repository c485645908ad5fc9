package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({
        "8000, 16000",
        "16000, 8000",
        "8000, 48000",
        "48000, 8000",
        "24000, 8000",
        "16000, 48000",
        "48000, 16000",
        "44100, 16000"
    })
    void a_tone_in_the_band_keeps_its_level(int from, int to) {
        for (double hz : new double[] {300, 1000, 2500}) {
            short[] out = Resampler.between(from, to).resample(Sounds.tone(hz, 10_000, from, from));
            assertThat(decibels(out, to, hz, 10_000)).as("%s Hz", hz).isCloseTo(0, within(0.05));
        }
    }

    @ParameterizedTest
    @CsvSource({"16000, 8000", "48000, 8000", "24000, 8000", "48000, 16000", "44100, 16000"})
    void a_tone_above_the_new_band_does_not_fold_back(int from, int to) {
        double above = 1.1 * to / 2;
        short[] out = Resampler.between(from, to).resample(Sounds.tone(above, 20_000, from, from));
        assertThat(20 * Math.log10(Sounds.rms(out, 100, out.length) * Math.sqrt(2) / 20_000))
                .isLessThan(-80);
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "8000, 48000", "16000, 48000"})
    void raising_the_rate_makes_no_image(int from, int to) {
        short[] out = Resampler.between(from, to).resample(Sounds.tone(1000, 20_000, from, from));
        assertThat(decibels(out, to, from - 1000.0, 20_000)).isLessThan(-80);
    }

    @Test
    void near_the_edge_of_the_band_it_rolls_off_gently() {
        short[] out = Resampler.between(48_000, 8_000).resample(Sounds.tone(3400, 10_000, 48_000, 48_000));
        assertThat(decibels(out, 8_000, 3400, 10_000)).isBetween(-1.5, -0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 16000, 160, 320",
        "8000, 48000, 160, 960",
        "48000, 8000, 960, 160",
        "24000, 8000, 480, 160",
        "16000, 48000, 320, 960",
        "44100, 16000, 882, 320"
    })
    void twenty_milliseconds_in_are_twenty_milliseconds_out(int from, int to, int in, int out) {
        var resampler = Resampler.between(from, to);
        for (int frame = 0; frame < 10; frame++)
            assertThat(resampler.resample(new short[in])).hasSize(out);
    }

    @Property(tries = 60)
    void chunks_give_the_same_samples_as_the_whole(
            @ForAll @Size(min = 1, max = 30) int[] sizes, @ForAll @IntRange(max = 3) int rate, @ForAll long seed) {
        int to = new int[] {8_000, 16_000, 48_000, 11_025}[rate];
        var random = new Random(seed);
        var chunked = Resampler.between(24_000, to);
        short[] in = new short[0];
        short[] out = new short[0];
        for (int size : sizes) {
            var chunk = new short[Math.floorMod(size, 700)];
            for (int i = 0; i < chunk.length; i++) chunk[i] = (short) random.nextInt();
            in = Sounds.join(in, chunk);
            int expected = chunked.outputSamples(chunk.length);
            short[] part = chunked.resample(chunk);
            assertThat(part).hasSize(expected);
            out = Sounds.join(out, part);
        }
        assertThat(out).isEqualTo(Resampler.between(24_000, to).resample(in));
    }

    @Test
    void the_output_lags_by_half_the_filter() {
        var impulse = new short[200];
        impulse[50] = 20_000;
        var resampler = Resampler.between(8_000, 16_000);
        short[] out = resampler.resample(impulse);
        int loudest = 0;
        for (int i = 0; i < out.length; i++) if (out[i] > out[loudest]) loudest = i;
        assertThat(loudest / 2.0).isCloseTo(50 + resampler.delayInputSamples(), within(0.5));
    }

    @Test
    void writing_into_an_array_needs_no_new_one() {
        var out = new short[500];
        Arrays.fill(out, (short) 7);
        int written = Resampler.between(8_000, 16_000).resample(Sounds.tone(1000, 9000, 20), 160, out);
        assertThat(written).isEqualTo(320);
        assertThat(out[320]).isEqualTo((short) 7);
    }

    private static double decibels(short[] pcm, int rate, double hz, double amplitude) {
        int settled = rate / 100;
        int whole = (pcm.length - settled) / (rate / 100) * (rate / 100);
        return 20 * Math.log10(Sounds.amplitude(pcm, settled, settled + whole, hz / rate) / amplitude);
    }
}
