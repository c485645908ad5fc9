package dev.voiceops.store;

import org.jspecify.annotations.Nullable;

/**
 * An agent of a tenant.
 *
 * @param liveVersion the version new calls get; null: none is published yet
 */
public record Agent(
        AgentId id, String name, boolean active, @Nullable VersionId liveVersion) {}
