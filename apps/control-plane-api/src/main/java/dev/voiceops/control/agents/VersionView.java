package dev.voiceops.control.agents;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.AgentVersion;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A version as the API shows it.
 *
 * @param status {@code published | archived}
 * @param live whether it is the one new calls get
 * @param basedOn the version its draft was made from; null: none
 * @param snapshot all of its behaviour; null in lists
 */
record VersionView(
        String id,
        UUID agentId,
        int number,
        String status,
        boolean live,
        @Nullable String basedOn,
        String note,
        String createdBy,
        Instant createdAt,
        @Nullable JsonNode snapshot) {
    /** Without the snapshot. */
    static VersionView brief(AgentVersion version, boolean live) {
        return of(version, live, null);
    }

    static VersionView whole(AgentVersion version, boolean live) {
        return of(version, live, Json.tree(version.snapshot()));
    }

    private static VersionView of(AgentVersion version, boolean live, @Nullable JsonNode snapshot) {
        return new VersionView(
                version.id().value(),
                version.agent().value(),
                version.number(),
                version.archived() ? "archived" : "published",
                live,
                version.basedOn() == null ? null : version.basedOn().value(),
                version.note(),
                version.createdBy(),
                version.createdAt(),
                snapshot);
    }
}
