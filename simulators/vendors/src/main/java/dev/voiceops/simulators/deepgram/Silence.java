package dev.voiceops.simulators.deepgram;

import dev.voiceops.audio.Frames;
import dev.voiceops.simulators.voice.Loudness;

/** Counts the audio of a stream and how long it has been quiet, in 20 ms frames from its first byte. One thread. */
final class Silence {
    private final byte[] frame = new byte[Frames.FRAME_BYTES];
    private int filled;
    private long samples;
    private long lastSound = -1;

    /** @return whether there was sound in it */
    boolean hear(byte[] mulaw) {
        boolean sound = false;
        for (byte code : mulaw) {
            frame[filled++] = code;
            samples++;
            if (filled == frame.length) {
                filled = 0;
                if (Loudness.isSound(frame)) {
                    lastSound = samples;
                    sound = true;
                }
            }
        }
        return sound;
    }

    /** Since the last sound, or since the stream began. */
    long quietMs() {
        return (samples - Math.max(0, lastSound)) / Frames.SAMPLES_PER_MS;
    }

    /** Seconds of audio so far. */
    double seconds() {
        return (double) samples / Frames.SAMPLE_RATE;
    }
}
