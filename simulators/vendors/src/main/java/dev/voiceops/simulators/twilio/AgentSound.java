package dev.voiceops.simulators.twilio;

import dev.voiceops.audio.Frames;
import dev.voiceops.simulators.voice.Loudness;

/**
 * What the caller notices of the agent: when he starts and stops making sound. Pauses below 400 ms belong to the
 * utterance. Times are ms since the stream began, at the caller's ear. One thread at a time.
 */
final class AgentSound {
    static final long PAUSE_MS = 400;
    private static final int WINDOW = Frames.FRAME_BYTES / 2;

    /** Hears of the agent's utterances. */
    interface Notice {
        void started(long atMs);

        /** @param atMs the last sound, noticed {@link #PAUSE_MS} later */
        void stopped(long startedMs, long atMs);
    }

    private final Notice notice;
    private boolean speaking;
    private long startedMs;
    private long lastSoundMs = -1;

    AgentSound(Notice notice) {
        this.notice = notice;
    }

    void sound(long at, byte[] mulaw, int from, int length) {
        for (int offset = 0; offset < length; offset += WINDOW) {
            int part = Math.min(WINDOW, length - offset);
            if (Loudness.isSound(mulaw, from + offset, part)) {
                heard((at + offset) / Frames.SAMPLES_PER_MS, (at + offset + part) / Frames.SAMPLES_PER_MS);
            }
        }
    }

    private void heard(long fromMs, long toMs) {
        if (speaking && fromMs - lastSoundMs >= PAUSE_MS) {
            end();
        }
        lastSoundMs = toMs;
        if (!speaking) {
            speaking = true;
            startedMs = fromMs;
            notice.started(fromMs);
        }
    }

    void passed(long nowMs) {
        if (speaking && nowMs - lastSoundMs >= PAUSE_MS) {
            end();
        }
    }

    /** The line is gone: what was being said ends here. */
    void end() {
        if (speaking) {
            speaking = false;
            notice.stopped(startedMs, lastSoundMs);
        }
    }

    boolean speaking() {
        return speaking;
    }

    long startedMs() {
        return startedMs;
    }

    /** The end of the agent's last sound so far, -1 if there was none. */
    long lastSoundMs() {
        return lastSoundMs;
    }
}
