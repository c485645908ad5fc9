package dev.voiceops.store;

import org.jspecify.annotations.Nullable;

/**
 * A recording that lies in the recording store.
 *
 * @param key where it lies there
 * @param sha256 64 lower-case hex digits, of the WAV file in the clear
 * @param bytes size of that file
 * @param channels 2: caller left, agent right
 * @param keySealed its data key, sealed by the vault, base64; null: the object lies there in the clear
 */
public record Recording(
        RecordingId id,
        CallId call,
        String key,
        String sha256,
        long bytes,
        long durationMs,
        int channels,
        @Nullable String keySealed) {
    /** A recording whose object lies in the clear. */
    public Recording(
            RecordingId id, CallId call, String key, String sha256, long bytes, long durationMs, int channels) {
        this(id, call, key, sha256, bytes, durationMs, channels, null);
    }

    /** Names the recording; its key stays out of logs. */
    @Override
    public String toString() {
        return "Recording[" + id + "]";
    }
}
