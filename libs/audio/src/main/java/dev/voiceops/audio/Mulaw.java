package dev.voiceops.audio;

/**
 * G.711 mu-law by two tables: 256 values one way, 65536 codes the other. Any thread.
 *
 * <p>Decoding and encoding again gives every code back but 0x7F, the negative zero, which becomes 0xFF.
 */
public final class Mulaw {
    /** The code of silence. The wire also carries 0x7F for it. */
    public static final byte SILENCE = (byte) 0xFF;

    private static final int BIAS = 132;
    private static final int CLIP = 32_635;
    private static final short[] LINEAR = new short[256];
    private static final byte[] CODES = new byte[65_536];

    static {
        for (int code = 0; code < LINEAR.length; code++) LINEAR[code] = linear(code);
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) CODES[sample & 0xFFFF] = code(sample);
    }

    private Mulaw() {}

    /** The 16-bit sample that a mu-law code stands for, -32124 to 32124. */
    public static short decode(byte code) {
        return LINEAR[code & 0xFF];
    }

    /** The mu-law code nearest to a 16-bit sample; beyond 32635 it clips. */
    public static byte encode(short sample) {
        return CODES[sample & 0xFFFF];
    }

    /** Decodes a stretch of codes into the start of {@code pcm}, which must have room for it. */
    public static void decode(byte[] codes, int offset, int length, short[] pcm) {
        for (int i = 0; i < length; i++) pcm[i] = LINEAR[codes[offset + i] & 0xFF];
    }

    /** All codes as 16-bit samples, in a new array. */
    public static short[] decode(byte[] codes) {
        var pcm = new short[codes.length];
        decode(codes, 0, codes.length, pcm);
        return pcm;
    }

    /** All samples as codes, in a new array. */
    public static byte[] encode(short[] pcm) {
        var codes = new byte[pcm.length];
        for (int i = 0; i < pcm.length; i++) codes[i] = CODES[pcm[i] & 0xFFFF];
        return codes;
    }

    private static short linear(int code) {
        int bits = ~code & 0xFF;
        int magnitude = ((((bits & 0x0F) << 3) + BIAS) << ((bits >> 4) & 7)) - BIAS;
        return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static byte code(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte) ~(sign | exponent << 4 | mantissa);
    }
}
