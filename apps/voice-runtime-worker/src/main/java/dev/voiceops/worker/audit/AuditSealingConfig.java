package dev.voiceops.worker.audit;

import java.time.Duration;

/**
 * When a chain gets its next checkpoint: whichever comes first.
 *
 * @param rows after so many rows
 * @param age when the oldest row without one is so old
 */
public record AuditSealingConfig(int rows, Duration age) {}
