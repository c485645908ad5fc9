package dev.voiceops.control.agents;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.AgentVersion;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the version a request names. Its id is the hash of its behaviour, so two agents of a tenant may have the same one. */
final class Located {
    private Located() {}

    /**
     * @param agent which agent's; null: whichever has it, if it is only one
     * @throws ProblemException 404 for an unknown version or a text that is no version id, 400 when agent_id must be given
     */
    static AgentVersion version(TenantTx tx, String id, @Nullable UUID agent) {
        VersionId named;
        try {
            named = new VersionId(id);
        } catch (IllegalArgumentException e) {
            throw absent();
        }
        if (agent != null) {
            return Versions.find(tx, new AgentId(agent), named).orElseThrow(Located::absent);
        }
        List<AgentVersion> found = Versions.byId(tx, named);
        if (found.size() > 1) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "agent_id: say in the query which agent's version, several have it");
        }
        return found.stream().findFirst().orElseThrow(Located::absent);
    }

    private static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such version");
    }
}
