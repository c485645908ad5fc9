package dev.voiceops.store;

/**
 * A recording that lies in the recording store.
 *
 * @param key where it lies there
 * @param sha256 64 lower-case hex digits, of the file as stored
 * @param bytes its size
 * @param channels 2: caller left, agent right
 */
public record Recording(
        RecordingId id, CallId call, String key, String sha256, long bytes, long durationMs, int channels) {}
