package dev.voiceops.store;

import org.jspecify.annotations.Nullable;

/**
 * Where a call to a number goes.
 *
 * @param tenantActive false: the tenant is suspended, nobody answers
 * @param agent who answers; null: nobody is assigned, or the agent is archived
 * @param version what the call is pinned to; null: no version is live
 */
public record Route(
        TenantId tenant,
        boolean tenantActive,
        @Nullable AgentId agent,
        @Nullable VersionId version,
        @Nullable String fallbackNumber,
        @Nullable String fallbackMessage) {}
