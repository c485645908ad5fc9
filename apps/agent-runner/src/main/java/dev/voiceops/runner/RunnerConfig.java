package dev.voiceops.runner;

import java.time.Duration;

/**
 * How launches are placed.
 *
 * @param connectorFreshness a connector that was not heard of for this long is passed over
 * @param connectDeadline how long one connector may take to claim a call before the next is asked
 */
public record RunnerConfig(Duration connectorFreshness, Duration connectDeadline) {}
