package dev.voiceops.worker.retention;

import java.net.URI;
import java.time.LocalTime;

/**
 * When retention runs, and whom it asks.
 *
 * @param at time of day at which each tenant's daily run begins, in the tenant's own time zone
 * @param controlUrl of control-plane-api, which reaches tenants' systems; without a slash at the end
 */
public record RetentionSchedule(LocalTime at, URI controlUrl) {}
