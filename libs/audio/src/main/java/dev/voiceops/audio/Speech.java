package dev.voiceops.audio;

import java.util.Arrays;

/** One turn's speech between the voice and the line: leading silence is trimmed, the rest waits. One thread at a time. */
final class Speech {
    static final int CAP_MILLIS = 120_000;
    static final int MOST_TRIMMED_MILLIS = 1_000;

    /** Quieter than -54 dBFS is silence; a little of it stays, so that a soft first sound is not cut. */
    private static final int SILENCE_LEVEL = 64;

    private static final int KEPT_SILENCE = (int) Frames.samplesOfMillis(20);
    private static final int CAP = (int) Frames.samplesOfMillis(CAP_MILLIS);
    private static final int MOST_TRIMMED = (int) Frames.samplesOfMillis(MOST_TRIMMED_MILLIS);

    final int turn;
    private byte[] bytes = new byte[8 * 1024];
    private int head;
    private int tail;
    private long taken;
    private boolean trimming = true;
    private int silence;
    private int trimmed;
    private boolean ended;

    Speech(int turn) {
        this.turn = turn;
    }

    /** Takes more speech, or throws {@link SpeechTooLong}. */
    void append(byte[] mulaw, int offset, int length) {
        int start = trimming ? trim(mulaw, offset, length) : 0;
        put(mulaw, offset + start, length - start);
    }

    void end() {
        ended = true;
        if (trimming) trimmed = silence;
    }

    /** Fills a frame if there is a whole one, or the rest of the speech filled up with silence. */
    boolean next(byte[] frame) {
        int size = Math.min(tail - head, frame.length);
        if (size == 0 || (size < frame.length && !ended)) return false;
        System.arraycopy(bytes, head, frame, 0, size);
        Arrays.fill(frame, size, frame.length, Mulaw.SILENCE);
        head += size;
        taken += size;
        return true;
    }

    /** Whether nothing is left and nothing will come. */
    boolean spent() {
        return ended && head == tail;
    }

    boolean ended() {
        return ended;
    }

    /** How far into the voice's speech the frames taken so far reach, in samples. */
    long position() {
        return trimmed + taken;
    }

    long trimmedSamples() {
        return trimmed;
    }

    /** Skips silence until the first sound; returns how many of these bytes are to be left out. */
    private int trim(byte[] mulaw, int offset, int length) {
        int quiet = 0;
        while (quiet < length && Math.abs(Mulaw.decode(mulaw[offset + quiet])) <= SILENCE_LEVEL) quiet++;
        boolean enough = silence + quiet >= MOST_TRIMMED;
        int skipped = enough ? MOST_TRIMMED - silence : quiet;
        silence += skipped;
        if (quiet == length && !enough) return length;
        trimming = false;
        int kept = Math.min(KEPT_SILENCE, silence);
        trimmed = silence - kept;
        var lead = new byte[kept];
        Arrays.fill(lead, Mulaw.SILENCE);
        put(lead, 0, kept);
        return skipped;
    }

    private void put(byte[] mulaw, int offset, int length) {
        int size = tail - head;
        if (size + length > CAP) throw new SpeechTooLong(turn, CAP_MILLIS);
        if (tail + length > bytes.length) {
            var room = size + length > bytes.length / 2 ? new byte[Math.max(2 * bytes.length, size + length)] : bytes;
            System.arraycopy(bytes, head, room, 0, size);
            bytes = room;
            head = 0;
            tail = size;
        }
        System.arraycopy(mulaw, offset, bytes, tail, length);
        tail += length;
    }
}
