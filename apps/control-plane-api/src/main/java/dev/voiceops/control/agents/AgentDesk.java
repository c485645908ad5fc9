package dev.voiceops.control.agents;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Agent;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Agents;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.TenantTx;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What commands do with agents, by the same code as the API. Each deed is all in the transaction it is given. Any thread. */
public final class AgentDesk {
    private static final int LONGEST_NAME = 200;

    private final Drafting drafting = new Drafting();
    private final Publishing publishing = new Publishing(drafting);

    /** Makes an agent, audited. @throws ProblemException 400 for a name that is empty or too long */
    public Agent create(TenantTx tx, @Nullable String name) {
        String plain = name(name);
        AgentId id = AgentId.create();
        Agents.insert(tx, id, plain);
        Audit.append(
                tx,
                AuditAction.AGENT_CREATED,
                new Audit.Target("agent", id.toString()),
                Json.write(Map.of("name", plain)));
        return Drafting.known(Agents.find(tx, id));
    }

    /** All of the tenant, by name. */
    public List<Agent> list(TenantTx tx) {
        return Agents.list(tx);
    }

    /** By id or by name, as people type it. @throws ProblemException 404, or 409 when several have the name */
    public Agent named(TenantTx tx, String nameOrId) {
        List<Agent> found = Agents.list(tx).stream()
                .filter(agent ->
                        agent.name().equals(nameOrId) || agent.id().toString().equals(nameOrId))
                .toList();
        if (found.size() > 1) {
            throw new ProblemException(ProblemType.TAKEN, "Several agents have this name; give the id");
        }
        return Drafting.known(found.stream().findFirst());
    }

    /**
     * Publishes the draft.
     *
     * @param body replaces the draft first, whatever it is; null: the draft as it is
     * @throws ProblemException as {@link Publishing#publish}
     */
    public Publishing.Published publish(TenantTx tx, AgentId id, @Nullable JsonNode body, String note) {
        if (body == null) return publishing.publish(tx, id, null, note);
        Agent agent = Drafting.known(Agents.lock(tx, id));
        DraftView saved = drafting.save(tx, id, drafting.current(tx, agent).revision(), body);
        return publishing.publish(tx, id, saved.revision(), note);
    }

    static String name(@Nullable String name) {
        String plain = name == null ? "" : name.strip();
        if (!plain.isEmpty() && plain.length() <= LONGEST_NAME) return plain;
        throw new ProblemException(ProblemType.INVALID_REQUEST, "name: 1 to " + LONGEST_NAME + " characters");
    }
}
