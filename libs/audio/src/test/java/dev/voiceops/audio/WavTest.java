package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class WavTest {
    @Test
    void pcm_comes_back_as_it_was_written() throws IOException {
        short[] pcm = Sounds.tone(440, 12_000, 16_000, 1601);
        var wav = Wav.read(new ByteArrayInputStream(written(Wav.of(pcm, 16_000))));
        assertThat(wav.format()).isEqualTo(new Wav.Format(Wav.Encoding.PCM16, 16_000, 1));
        assertThat(wav.channel(0)).isEqualTo(pcm);
        assertThat(wav.millis()).isEqualTo(100);
    }

    @Test
    void the_two_sides_of_a_call_come_back_apart() throws IOException {
        byte[] interleaved = {(byte) 0x80, (byte) 0xFF, (byte) 0x90, (byte) 0x00};
        var wav = Wav.read(new ByteArrayInputStream(written(Wav.of(Wav.Format.CALL_RECORDING, interleaved))));
        assertThat(wav.channel(0)).containsExactly((short) 32124, (short) 15996);
        assertThat(wav.channel(1)).containsExactly((short) 0, (short) -32124);
    }

    @Test
    void the_platform_reads_a_mulaw_file_of_ours() throws Exception {
        byte[] file = written(Wav.of(Wav.Format.CALL_RECORDING, new byte[1600]));
        try (var in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
            assertThat(in.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.ULAW);
            assertThat(in.getFormat().getChannels()).isEqualTo(2);
            assertThat(in.getFrameLength()).isEqualTo(800);
        }
    }

    @Test
    void a_file_that_was_never_finished_is_read_to_its_end() throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(Wav.header(Wav.Format.CALL_RECORDING, Wav.UNTIL_END_OF_FILE));
        out.write(new byte[320]);
        assertThat(Wav.read(new ByteArrayInputStream(out.toByteArray())).millis())
                .isEqualTo(20);
    }

    @Test
    void chunks_of_others_are_skipped() throws IOException {
        byte[] plain = written(Wav.of(new short[] {1, 2, 3}, 8_000));
        var out = new ByteArrayOutputStream();
        out.write(plain, 0, 36);
        out.write("LIST".getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[] {3, 0, 0, 0, 'a', 'b', 'c', 0});
        out.write(plain, 36, plain.length - 36);
        assertThat(Wav.read(new ByteArrayInputStream(out.toByteArray())).channel(0))
                .containsExactly(1, 2, 3);
    }

    @Test
    void what_is_no_wav_is_refused_with_the_reason() {
        assertThatThrownBy(() -> read("OggS0000WAVE")).hasMessageContaining("RIFF");
        assertThatThrownBy(() -> read("RIFF0000AVI ")).hasMessageContaining("WAVE");
        assertThatThrownBy(() -> read("RIFF0000WAVEfmt \020\0\0\0\003\0\001\0")).hasMessageContaining("cut off");
        assertThatThrownBy(() -> read("RIFF0000WAVEdata\020\0\0\0")).hasMessageContaining("fmt chunk before");
        assertThatThrownBy(() -> read("RIFF0000WAVEfmt \177\177\177\177")).hasMessageContaining("bytes long");
        byte[] floats = Wav.header(new Wav.Format(Wav.Encoding.PCM16, 8_000, 1), 0);
        floats[20] = 3;
        assertThatThrownBy(() -> Wav.read(new ByteArrayInputStream(floats))).hasMessageContaining("format tag 3");
    }

    private static Wav read(String text) throws IOException {
        return Wav.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte[] written(Wav wav) throws IOException {
        var out = new ByteArrayOutputStream();
        wav.write(out);
        return out.toByteArray();
    }
}
