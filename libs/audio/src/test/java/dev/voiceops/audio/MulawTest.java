package dev.voiceops.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MulawTest {
    @ParameterizedTest
    @CsvSource({
        "0, FF",
        "-1, 7F",
        "32767, 80",
        "-32768, 00",
        "100, F2",
        "-100, 72",
        "1000, CE",
        "-1000, 4E",
        "8000, A0",
        "16000, 90",
        "3, FF",
        "4, FE",
        "7, FE",
        "8, FE"
    })
    void known_samples_have_their_known_codes(short sample, String code) {
        assertThat(Mulaw.encode(sample)).isEqualTo((byte) HexFormat.fromHexDigits(code));
    }

    @ParameterizedTest
    @CsvSource({
        "80, 32124, 1024",
        "90, 15996, 512",
        "A0, 7932, 256",
        "B0, 3900, 128",
        "C0, 1884, 64",
        "D0, 876, 32",
        "E0, 372, 16",
        "F0, 120, 8"
    })
    void each_segment_has_its_first_value_and_its_step(String code, int first, int step) {
        int segment = HexFormat.fromHexDigits(code);
        for (int i = 0; i < 16; i++) {
            assertThat(Mulaw.decode((byte) (segment + i))).isEqualTo((short) (first - i * step));
            assertThat(Mulaw.decode((byte) (segment + i - 0x80))).isEqualTo((short) (i * step - first));
        }
    }

    @Test
    void the_decoded_values_are_the_reference_table() throws Exception {
        var table = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        for (int code = 0; code < 256; code++) table.putShort(Mulaw.decode((byte) code));
        assertThat(sha256(table.array())).isEqualTo("3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827");
    }

    @Test
    void the_codes_of_all_samples_are_the_reference_table() throws Exception {
        var codes = new byte[65_536];
        for (int i = 0; i < codes.length; i++) codes[i] = Mulaw.encode((short) (i - 32_768));
        assertThat(sha256(codes)).isEqualTo("5ee7cf5f273f842d2234121e4cb0c98d6b20a99ac29026f94e05b36955b195be");
    }

    @Test
    void only_negative_zero_does_not_survive_decoding_and_encoding() {
        for (int code = 0; code < 256; code++) {
            byte expected = code == 0x7F ? Mulaw.SILENCE : (byte) code;
            assertThat(Mulaw.encode(Mulaw.decode((byte) code))).isEqualTo(expected);
        }
    }

    @Test
    void the_largest_error_is_644_and_comes_from_clipping() {
        int largest = 0;
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            largest = Math.max(largest, Math.abs(sample - Mulaw.decode(Mulaw.encode((short) sample))));
        }
        assertThat(largest).isEqualTo(644);
    }

    @Test
    void a_sine_encodes_to_the_reference_bytes() {
        short[] sine = {0, 11314, 16000, 11314, 0, -11314, -16000, -11314};
        assertThat(HexFormat.of().formatHex(Mulaw.encode(sine))).isEqualTo("ff999099ff191019");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
