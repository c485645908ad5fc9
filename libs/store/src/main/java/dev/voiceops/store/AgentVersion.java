package dev.voiceops.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An immutable version of an agent.
 *
 * @param number 1, 2, 3, … for people
 * @param snapshot the whole behaviour as JSON text; {@code id} is the hash of its canonical form
 * @param archived put away: it cannot go live, calls that are pinned to it go on
 * @param basedOn the version its draft was made from; null: none
 * @param note what the publisher said about it
 */
public record AgentVersion(
        AgentId agent,
        VersionId id,
        int number,
        String snapshot,
        boolean archived,
        @Nullable VersionId basedOn,
        String note,
        String createdBy,
        Instant createdAt) {
    /** Names the version only: prompts stay out of logs. */
    @Override
    public String toString() {
        return "AgentVersion[" + agent + " " + number + " " + id + "]";
    }
}
