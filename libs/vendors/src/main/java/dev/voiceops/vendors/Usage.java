package dev.voiceops.vendors;

/**
 * What an answer cost, in tokens. Absent (null) where a stream was cut: unknown is not zero.
 *
 * @param cachedTokens the part of {@code promptTokens} that came from the vendor's prompt cache
 * @param reasoningTokens the part of {@code completionTokens} that was thought and not said
 */
public record Usage(long promptTokens, long cachedTokens, long completionTokens, long reasoningTokens) {}
