package dev.voiceops.call;

/**
 * Why an adapter could not do its work. Holds no content of the call.
 *
 * @param code a short stable word for metrics and the timeline, such as {@code deepgram_quota}
 * @param retryable whether the same request may succeed a moment later
 */
public record Failure(String code, boolean retryable) {}
