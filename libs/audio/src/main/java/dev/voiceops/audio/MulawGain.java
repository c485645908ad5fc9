package dev.voiceops.audio;

/** A change of loudness as a table from mu-law code to mu-law code: one look-up a sample. Immutable, any thread. */
public final class MulawGain {
    private final byte[] codes = new byte[256];

    private MulawGain(double factor) {
        for (int code = 0; code < codes.length; code++) {
            long sample = Math.round(Mulaw.decode((byte) code) * factor);
            codes[code] = Mulaw.encode((short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE));
        }
    }

    /** A gain in dB: below 0 is quieter; above 0 is louder and may clip. */
    public static MulawGain ofDecibels(double decibels) {
        return new MulawGain(Math.pow(10, decibels / 20));
    }

    /** The code that {@code code} becomes. */
    public byte of(byte code) {
        return codes[code & 0xFF];
    }

    /** Changes a stretch of mu-law bytes in place. */
    public void apply(byte[] mulaw, int offset, int length) {
        for (int i = offset; i < offset + length; i++) mulaw[i] = codes[mulaw[i] & 0xFF];
    }
}
