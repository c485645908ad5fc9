package dev.voiceops.control.retention;

import java.time.Duration;

/**
 * How holds end.
 *
 * @param holdGrace how long a released hold protects yet
 */
public record RetentionConfig(Duration holdGrace) {}
