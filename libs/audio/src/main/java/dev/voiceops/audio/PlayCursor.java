package dev.voiceops.audio;

/**
 * Where a far end stands that plays what it gets in order and in real time, and is silent when it has run dry.
 * Times are of one nano clock; one thread at a time.
 */
final class PlayCursor {
    private long dryAt;

    PlayCursor(long now) {
        this.dryAt = now;
    }

    /** Adds so many samples; returns the time at which the first of them plays. */
    long add(int samples, long now) {
        long starts = now + aheadNanos(now);
        dryAt = starts + samples * Frames.SAMPLE_NANOS;
        return starts;
    }

    /** How much has been given that is not played yet. */
    long aheadNanos(long now) {
        return Math.max(0, dryAt - now);
    }

    /** For how long it has been dry, 0 while it plays. */
    long dryNanos(long now) {
        return Math.max(0, now - dryAt);
    }

    /** When all will have been played. */
    long dryAt() {
        return dryAt;
    }

    /** Forgets what is not played yet. */
    void clear(long now) {
        dryAt = Math.min(dryAt, now);
    }
}
