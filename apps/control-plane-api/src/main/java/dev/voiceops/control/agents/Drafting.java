package dev.voiceops.control.agents;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
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
import dev.voiceops.store.Tools;
import dev.voiceops.store.VersionId;
import dev.voiceops.store.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits agents: one draft each, saved only by who has seen its latest revision. A draft may be incomplete, but holds only fields
 * that exist, of their types. Safe for all threads.
 */
final class Drafting {
    private final DraftCheck check = new DraftCheck();

    /** The JSON Schema of a draft that can be published. */
    ObjectNode schema() {
        return check.schema();
    }

    /** What is being edited. An agent that was never edited proposes its live version, a new one what all begin with. */
    DraftView show(TenantTx tx, AgentId agent) {
        return view(tx, current(tx, known(Agents.find(tx, agent))));
    }

    /**
     * Saves.
     *
     * @param seen the revision the new body was made from
     * @throws ProblemException 412 with the current draft when that is no longer the latest; 422 when the body has fields that do
     *     not exist or values of wrong types
     */
    DraftView save(TenantTx tx, AgentId id, long seen, JsonNode body) {
        Agent agent = mustBeActive(known(Agents.find(tx, id)));
        List<DraftFault> faults = faults(tx, body);
        List<DraftFault> misshapen =
                faults.stream().filter(DraftFault::misshapen).toList();
        if (!misshapen.isEmpty()) throw invalid(misshapen);
        Draft before = current(tx, agent);
        return Drafts.save(tx, id, seen, Json.write(body), before.basedOn())
                .map(draft -> DraftView.of(draft, faults))
                .orElseThrow(() -> changedMeanwhile(tx, agent));
    }

    /** All faults of a body that need not be saved. */
    List<DraftFault> faults(TenantTx tx, JsonNode body) {
        return check.faults(body, Tools.usable(tx).stream().map(Tool::name).collect(Collectors.toSet()));
    }

    /** The draft as it would be published now, as far as its faults allow: to compare it with versions. */
    JsonNode comparable(TenantTx tx, AgentId id) {
        JsonNode body = Json.tree(current(tx, known(Agents.find(tx, id))).body());
        List<Tool> usable = Tools.usable(tx);
        try {
            return Json.tree(DraftBody.freeze(body, usable).canonical());
        } catch (ContractViolation e) {
            return DraftBody.written(body, usable);
        }
    }

    /** Makes an older version the draft again; what the draft was is gone. */
    DraftView restore(TenantTx tx, AgentVersion version, long seen) {
        Agent agent = mustBeActive(known(Agents.find(tx, version.agent())));
        JsonNode body = DraftBody.of(Json.tree(version.snapshot()));
        Draft saved = Drafts.save(tx, agent.id(), seen, Json.write(body), version.id())
                .orElseThrow(() -> changedMeanwhile(tx, agent));
        DraftView view = view(tx, saved);
        Audit.append(
                tx,
                AuditAction.VERSION_RESTORED,
                new Audit.Target("agent_version", version.id().value()),
                Json.write(Map.of("agent_id", agent.id().toString(), "number", version.number())));
        return view;
    }

    /** The latest revision, saved or proposed. */
    Draft current(TenantTx tx, Agent agent) {
        return Drafts.find(tx, agent.id()).orElseGet(() -> proposed(tx, agent));
    }

    private static Draft proposed(TenantTx tx, Agent agent) {
        VersionId live = agent.liveVersion();
        JsonNode body = live == null
                ? DraftBody.fresh()
                : Versions.find(tx, agent.id(), live)
                        .map(version -> DraftBody.of(Json.tree(version.snapshot())))
                        .orElseGet(DraftBody::fresh);
        return new Draft(agent.id(), 0, Json.write(body), live, "", Instant.EPOCH);
    }

    ProblemException changedMeanwhile(TenantTx tx, Agent agent) {
        return new ProblemException(Problem.of(
                        ProblemType.CHANGED_MEANWHILE,
                        "Somebody saved the draft since you read it. Compare with current, and save again with its"
                                + " revision")
                .with("current", view(tx, current(tx, agent))));
    }

    static ProblemException invalid(List<DraftFault> faults) {
        return new ProblemException(
                Problem.of(ProblemType.INVALID_DRAFT, "Mend what errors lists; each names a field by its JSON pointer")
                        .with("errors", faults));
    }

    static Agent known(Optional<Agent> agent) {
        return agent.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such agent"));
    }

    static Agent mustBeActive(Agent agent) {
        if (agent.active()) return agent;
        throw new ProblemException(
                ProblemType.NOT_IN_THIS_STATE, "The agent is archived; set its state to active before you change it");
    }

    private DraftView view(TenantTx tx, Draft draft) {
        return DraftView.of(draft, faults(tx, Json.tree(draft.body())));
    }
}
