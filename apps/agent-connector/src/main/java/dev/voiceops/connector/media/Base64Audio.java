package dev.voiceops.connector.media;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Base64 between byte arrays and network buffers in place: 100 times a second and call, so without copies between. */
final class Base64Audio {
    private static final byte[] LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values();

    private Base64Audio() {}

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < LETTERS.length; i++) {
            values[LETTERS[i]] = (byte) i;
        }
        return values;
    }

    /** The bytes that {@code text[from, to)} stands for; null when it is not padded base64. */
    static byte @Nullable [] decode(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0 || length % 4 != 0) {
            return null;
        }
        int padding = text[to - 1] != '=' ? 0 : text[to - 2] != '=' ? 1 : 2;
        byte[] out = new byte[length / 4 * 3 - padding];
        int bad = 0;
        int o = 0;
        for (int i = from; i < to; i += 4) {
            boolean last = i + 4 == to;
            int c = last && padding > 1 ? 0 : value(text[i + 2]);
            int d = last && padding > 0 ? 0 : value(text[i + 3]);
            int a = value(text[i]);
            int b = value(text[i + 1]);
            bad |= a | b | c | d;
            int bits = a << 18 | b << 12 | c << 6 | d;
            o = put(out, o, bits);
        }
        return bad < 0 ? null : out;
    }

    private static int value(byte letter) {
        return VALUES[letter & 0xff];
    }

    private static int put(byte[] out, int at, int bits) {
        out[at] = (byte) (bits >> 16);
        if (at + 1 < out.length) {
            out[at + 1] = (byte) (bits >> 8);
        }
        if (at + 2 < out.length) {
            out[at + 2] = (byte) bits;
        }
        return at + 3;
    }

    /** Writes {@code audio} as base64 letters. */
    static void encode(byte[] audio, ByteBuf out) {
        int whole = audio.length / 3 * 3;
        for (int i = 0; i < whole; i += 3) {
            int bits = (audio[i] & 0xff) << 16 | (audio[i + 1] & 0xff) << 8 | (audio[i + 2] & 0xff);
            out.writeInt(letter(bits >> 18) << 24 | letter(bits >> 12) << 16 | letter(bits >> 6) << 8 | letter(bits));
        }
        if (whole < audio.length) {
            encodeRest(audio, whole, out);
        }
    }

    private static void encodeRest(byte[] audio, int from, ByteBuf out) {
        boolean two = audio.length - from == 2;
        int bits = (audio[from] & 0xff) << 16 | (two ? (audio[from + 1] & 0xff) << 8 : 0);
        out.writeByte(letter(bits >> 18)).writeByte(letter(bits >> 12));
        out.writeByte(two ? letter(bits >> 6) : '=').writeByte('=');
    }

    private static int letter(int bits) {
        return LETTERS[bits & 63];
    }
}
