package dev.voiceops.simulators.voice;

import dev.voiceops.audio.Mulaw;

/** Tells sound from silence in the clean audio of synthetic voices. */
public final class Loudness {
    private static final int SOUND = 200;

    private Loudness() {}

    public static boolean isSound(byte[] mulaw) {
        return isSound(mulaw, 0, mulaw.length);
    }

    /** Whether the mean magnitude of this stretch of mu-law bytes is that of a voice, be it lowered. */
    public static boolean isSound(byte[] mulaw, int from, int length) {
        long sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += Math.abs(Mulaw.decode(mulaw[i]));
        }
        return length > 0 && sum / length >= SOUND;
    }
}
