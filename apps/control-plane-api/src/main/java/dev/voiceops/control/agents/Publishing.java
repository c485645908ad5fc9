package dev.voiceops.control.agents;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Agent;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.AgentVersion;
import dev.voiceops.store.Agents;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Draft;
import dev.voiceops.store.Drafts;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides which version an agent's new calls get. A version is the frozen draft, named by the hash of its canonical form; calls
 * keep the version they began with. Each method does all its work, audit row included, in the transaction it is given: all of it
 * happens or none. Safe for all threads.
 */
public final class Publishing {
    private static final int LONGEST_NOTE = 500;

    private final Drafting drafting;

    Publishing(Drafting drafting) {
        this.drafting = drafting;
    }

    /**
     * What became of a publication.
     *
     * @param fresh false: this very behaviour had been published before, and is live (again)
     */
    public record Published(AgentVersion version, boolean fresh) {}

    /**
     * Freezes the draft and gives it to new calls.
     *
     * @param seen the draft's revision that is meant; null: whatever it is now
     * @param note what there is to say about it, at most 500 characters
     * @throws ProblemException 404, 409 for an archived agent, 412 when the draft has another revision, 422 with all faults
     */
    public Published publish(TenantTx tx, AgentId id, @Nullable Long seen, String note) {
        if (note.length() > LONGEST_NOTE) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "note: at most " + LONGEST_NOTE + " characters");
        }
        Agent agent = Drafting.mustBeActive(Drafting.known(Agents.lock(tx, id)));
        Draft draft = drafting.current(tx, agent);
        if (seen != null && seen != draft.revision()) throw drafting.changedMeanwhile(tx, agent);
        JsonNode body = Json.tree(draft.body());
        List<DraftFault> faults = drafting.faults(tx, body);
        if (!faults.isEmpty()) throw Drafting.invalid(faults);
        List<Tool> usable = Tools.usable(tx);
        AgentSnapshot snapshot = frozen(body, usable);
        VersionId version = new VersionId(snapshot.id());
        boolean fresh = Versions.insert(
                tx,
                id,
                new Versions.New(version, snapshot.canonical(), draft.basedOn(), note),
                carried(snapshot, usable));
        if (!fresh) Versions.setArchived(tx, id, version, false);
        Agents.goLive(tx, id, version);
        Drafts.rebase(tx, id, version);
        AgentVersion published = Versions.find(tx, id, version).orElseThrow();
        audit(tx, AuditAction.VERSION_PUBLISHED, agent, published);
        return new Published(published, fresh);
    }

    /**
     * Gives new calls a version that exists: to roll back, or forward again.
     *
     * @throws ProblemException 409 for an archived version or agent
     */
    public AgentVersion point(TenantTx tx, AgentVersion version) {
        Agent agent = Drafting.mustBeActive(Drafting.known(Agents.lock(tx, version.agent())));
        if (version.archived()) {
            throw new ProblemException(
                    ProblemType.NOT_IN_THIS_STATE,
                    "The version is archived; restore it to the draft and publish that, or choose another");
        }
        Agents.goLive(tx, agent.id(), version.id());
        audit(tx, AuditAction.VERSION_PUBLISHED, agent, version);
        return version;
    }

    /** Puts a version away. @throws ProblemException 409 for the one that is live */
    public AgentVersion archive(TenantTx tx, AgentVersion version) {
        Agent agent = Drafting.known(Agents.lock(tx, version.agent()));
        if (version.id().equals(agent.liveVersion())) {
            throw new ProblemException(
                    ProblemType.IN_USE, "The version is the one new calls get; make another one live first");
        }
        Versions.setArchived(tx, agent.id(), version.id(), true);
        audit(tx, AuditAction.VERSION_ARCHIVED, agent, version);
        return Versions.find(tx, agent.id(), version.id()).orElseThrow();
    }

    private static AgentSnapshot frozen(JsonNode body, List<Tool> usable) {
        try {
            return DraftBody.freeze(body, usable);
        } catch (ContractViolation e) { // a rule of the snapshot that the check of drafts does not know
            throw Drafting.invalid(List.of(DraftFault.content("", String.valueOf(e.getMessage()))));
        }
    }

    private static List<ToolId> carried(AgentSnapshot snapshot, List<Tool> usable) {
        Set<String> names =
                snapshot.tools().stream().map(AgentSnapshot.Tool::name).collect(Collectors.toCollection(HashSet::new));
        return usable.stream()
                .filter(tool -> names.contains(tool.name()))
                .map(Tool::id)
                .toList();
    }

    private static void audit(TenantTx tx, AuditAction action, Agent before, AgentVersion version) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("agent_id", before.id().toString());
        detail.put("number", version.number());
        VersionId live = before.liveVersion();
        if (live != null) detail.put("live_before", live.value());
        Audit.append(tx, action, new Audit.Target("agent_version", version.id().value()), Json.write(detail));
    }
}
