package dev.voiceops.simulators.twilio;

import dev.voiceops.audio.Mulaw;
import dev.voiceops.audio.Wav;
import java.util.Arrays;

/**
 * What was said and heard at the caller's end, on one clock: two tracks of mu-law, silence where nothing was. Any
 * thread.
 */
final class CallAudio {
    private static final int LONGEST = 30 * 60 * 8_000;
    private byte[] said = new byte[0];
    private byte[] heard = new byte[0];
    private int length;

    /** {@code length} bytes the caller's microphone sent from sample {@code at} on. */
    synchronized void said(long at, byte[] mulaw) {
        if (room(at, mulaw.length)) {
            System.arraycopy(mulaw, 0, said, (int) at, mulaw.length);
        }
    }

    synchronized void heard(long at, byte[] mulaw, int from, int count) {
        if (room(at, count)) {
            System.arraycopy(mulaw, from, heard, (int) at, count);
        }
    }

    private boolean room(long at, int count) {
        long end = at + count;
        if (at < 0 || end > LONGEST) {
            return false;
        }
        if (end > said.length) {
            int before = said.length;
            int size = (int) Math.max(end, Math.min(LONGEST, before * 2L));
            said = Arrays.copyOf(said, size);
            heard = Arrays.copyOf(heard, size);
            Arrays.fill(said, before, size, Mulaw.SILENCE);
            Arrays.fill(heard, before, size, Mulaw.SILENCE);
        }
        length = (int) Math.max(length, end);
        return true;
    }

    /** Samples so far. */
    synchronized int length() {
        return length;
    }

    /** The agent's audio as the caller heard it. */
    synchronized byte[] heard() {
        return Arrays.copyOf(heard, length);
    }

    /** Caller left, agent right. */
    synchronized Wav wav() {
        var mixed = new byte[2 * length];
        for (int i = 0; i < length; i++) {
            mixed[2 * i] = said[i];
            mixed[2 * i + 1] = heard[i];
        }
        return Wav.of(Wav.Format.CALL_RECORDING, mixed);
    }
}
