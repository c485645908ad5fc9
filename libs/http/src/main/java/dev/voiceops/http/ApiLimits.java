package dev.voiceops.http;

/**
 * How much one principal may ask of the API.
 *
 * @param perMinute requests; above 0
 */
public record ApiLimits(int perMinute) {}
