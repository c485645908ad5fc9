package dev.voiceops.control.agents;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Agent;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Agents;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The agents of a tenant: made, named, archived. What they do is their draft's and their versions' matter. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/agents")
final class AgentRoutes {
    private final AgentDesk desk = new AgentDesk();

    @GetMapping
    @Needs(Permission.AGENTS_READ)
    Page<AgentView> list(TenantScope scope, Cursor cursor) {
        return scope.in(tx -> Page.of(
                cursor,
                Agents.page(tx, cursor.after(AgentId::parse).orElse(null), cursor.fetch()),
                AgentView::of,
                agent -> agent.id().toString()));
    }

    @PostMapping
    @Needs(Permission.AGENTS_WRITE)
    @Audited(AuditAction.AGENT_CREATED)
    @Success(status = 201)
    ResponseEntity<AgentView> create(TenantScope scope, @RequestBody NewAgent wanted) {
        AgentView made = scope.in(tx -> AgentView.of(desk.create(tx, wanted.name())));
        return ResponseEntity.created(URI.create("/internal/agents/" + made.id()))
                .body(made);
    }

    @GetMapping("/{agentId}")
    @Needs(Permission.AGENTS_READ)
    AgentView show(TenantScope scope, @PathVariable UUID agentId) {
        return scope.in(tx -> AgentView.of(Drafting.known(Agents.find(tx, new AgentId(agentId)))));
    }

    /** What is left out stays as it is. Calls that are up do not notice when their agent is archived. */
    @PatchMapping("/{agentId}")
    @Needs(Permission.AGENTS_WRITE)
    @Audited(AuditAction.AGENT_CHANGED)
    AgentView change(TenantScope scope, @PathVariable UUID agentId, @RequestBody AgentChange change) {
        return scope.in(tx -> {
            Agent before = Drafting.known(Agents.lock(tx, new AgentId(agentId)));
            String name = change.name() == null ? before.name() : AgentDesk.name(change.name());
            boolean active = change.state() == null ? before.active() : active(change.state());
            Agents.change(tx, before.id(), name, active);
            AgentView after = AgentView.of(Drafting.known(Agents.find(tx, before.id())));
            Audit.append(
                    tx,
                    AuditAction.AGENT_CHANGED,
                    new Audit.Target("agent", before.id().toString()),
                    Json.write(Map.of("before", AgentView.of(before), "after", after)));
            return after;
        });
    }

    private static boolean active(String state) {
        return switch (state) {
            case "active" -> true;
            case "archived" -> false;
            default -> throw new ProblemException(ProblemType.INVALID_REQUEST, "state: must be active or archived");
        };
    }

    /** A new agent; its draft begins as the product proposes. */
    record NewAgent(@Nullable String name) {}

    record AgentChange(@Nullable String name, @Nullable String state) {}
}
