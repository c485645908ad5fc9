package dev.voiceops.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it is being edited.
 *
 * @param revision 1, 2, 3, …: rises with each save; who saves must name the one they saw
 * @param body JSON object text; may be incomplete
 * @param basedOn the version it was made from; null: from none
 * @param updatedBy the actor of the last save
 */
public record Draft(
        AgentId agent, long revision, String body, @Nullable VersionId basedOn, String updatedBy, Instant updatedAt) {
    /** Names the draft only: prompts stay out of logs. */
    @Override
    public String toString() {
        return "Draft[" + agent + " revision " + revision + "]";
    }
}
