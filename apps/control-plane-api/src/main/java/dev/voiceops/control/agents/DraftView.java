package dev.voiceops.control.agents;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Draft;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A draft as the API shows it.
 *
 * @param revision what the next save must name in {@code If-Match}; 0: never saved, the body is a proposal
 * @param updatedAt null while it was never saved
 * @param errors what keeps it from being published
 */
record DraftView(
        UUID agentId,
        long revision,
        JsonNode body,
        @Nullable String basedOn,
        @Nullable String updatedBy,
        @Nullable Instant updatedAt,
        List<DraftFault> errors) {
    static DraftView of(Draft draft, List<DraftFault> errors) {
        String base = draft.basedOn() == null ? null : draft.basedOn().value();
        boolean saved = draft.revision() > 0;
        return new DraftView(
                draft.agent().value(),
                draft.revision(),
                Json.tree(draft.body()),
                base,
                saved ? draft.updatedBy() : null,
                saved ? draft.updatedAt() : null,
                errors);
    }

    /** The entity tag of this state. */
    String tag() {
        return Revision.tag(revision);
    }
}
