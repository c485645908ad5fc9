package dev.voiceops.control.agents;

import dev.voiceops.store.Agent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the API shows it.
 *
 * @param state {@code active | archived}
 * @param liveVersionId the version new calls get; null: none is published yet
 */
record AgentView(
        UUID id, String name, String state, @Nullable String liveVersionId) {
    static AgentView of(Agent agent) {
        return new AgentView(
                agent.id().value(),
                agent.name(),
                agent.active() ? "active" : "archived",
                agent.liveVersion() == null ? null : agent.liveVersion().value());
    }
}
