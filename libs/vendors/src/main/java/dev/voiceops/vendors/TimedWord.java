package dev.voiceops.vendors;

/**
 * A word the caller said.
 *
 * @param startMs when it began, in ms of audio since the stream was opened (after a failover: since the first stream
 *     was)
 * @param endMs when it ended, on the same scale; never before {@code startMs}
 */
public record TimedWord(String text, long startMs, long endMs) {}
