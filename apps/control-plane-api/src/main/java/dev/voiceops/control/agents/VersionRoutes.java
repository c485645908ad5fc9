package dev.voiceops.control.agents;

import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Agent;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.AgentVersion;
import dev.voiceops.store.Agents;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tools;
import dev.voiceops.store.Versions;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Versions: published, listed, compared, made live, put away. Where only a version is named, {@code agent_id} in the query says
 * whose, and may be left out while one agent has it.
 */
@RestController
@Access(Access.By.MEMBER)
final class VersionRoutes {
    private static final String OF_AGENT = "/internal/agents/{agentId}/versions";
    private static final String ONE = "/internal/versions/{versionId}";

    private final Drafting drafting;
    private final Publishing publishing;

    VersionRoutes(Drafting drafting, Publishing publishing) {
        this.drafting = drafting;
        this.publishing = publishing;
    }

    /** Newest first, archived ones too. */
    @GetMapping(OF_AGENT)
    @Needs(Permission.AGENTS_READ)
    Page<VersionView> list(TenantScope scope, @PathVariable UUID agentId, Cursor cursor) {
        return scope.in(tx -> {
            Agent agent = Drafting.known(Agents.find(tx, new AgentId(agentId)));
            int before = cursor.after(Integer::valueOf).orElse(Integer.MAX_VALUE);
            return Page.of(
                    cursor,
                    Versions.page(tx, agent.id(), before, cursor.fetch()),
                    version -> VersionView.brief(version, version.id().equals(agent.liveVersion())),
                    version -> Integer.toString(version.number()));
        });
    }

    /** Publishes the draft of the revision in If-Match, and gives it to new calls. 200 instead of 201: it was published before. */
    @PostMapping(OF_AGENT)
    @Needs(Permission.AGENTS_PUBLISH)
    @Audited(AuditAction.VERSION_PUBLISHED)
    @Success(status = {201, 200})
    ResponseEntity<VersionView> publish(
            TenantScope scope,
            @PathVariable UUID agentId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Publication wanted) {
        long seen = Revision.seen(ifMatch);
        String note = wanted == null || wanted.note() == null ? "" : wanted.note();
        Publishing.Published published = scope.in(tx -> publishing.publish(tx, new AgentId(agentId), seen, note));
        VersionView view = VersionView.whole(published.version(), true);
        return published.fresh()
                ? ResponseEntity.created(URI.create("/internal/versions/" + view.id() + "?agent_id=" + agentId))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @GetMapping(ONE)
    @Needs(Permission.AGENTS_READ)
    VersionView show(
            TenantScope scope,
            @PathVariable String versionId,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId) {
        return scope.in(tx -> whole(tx, Located.version(tx, versionId, agentId)));
    }

    /** Gives new calls this version: rolls back, or forward again. */
    @PostMapping(ONE + "/publish")
    @Needs(Permission.AGENTS_PUBLISH)
    @Audited(AuditAction.VERSION_PUBLISHED)
    VersionView point(
            TenantScope scope,
            @PathVariable String versionId,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId) {
        return scope.in(tx -> whole(tx, publishing.point(tx, Located.version(tx, versionId, agentId))));
    }

    @PostMapping(ONE + "/archive")
    @Needs(Permission.AGENTS_PUBLISH)
    @Audited(AuditAction.VERSION_ARCHIVED)
    VersionView archive(
            TenantScope scope,
            @PathVariable String versionId,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId) {
        return scope.in(tx -> whole(tx, publishing.archive(tx, Located.version(tx, versionId, agentId))));
    }

    /** The tools the version carries, as it froze them. */
    @GetMapping(ONE + "/tools")
    @Needs(Permission.AGENTS_READ)
    CarriedTools tools(
            TenantScope scope,
            @PathVariable String versionId,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId) {
        return scope.in(tx -> {
            AgentVersion version = Located.version(tx, versionId, agentId);
            var ids = Tools.ofVersion(tx, version.agent(), version.id());
            return new CarriedTools(Json.read(version.snapshot(), AgentSnapshot.class).tools().stream()
                    .map(frozen -> new CarriedTool(
                            ids.stream()
                                    .filter(tool -> tool.name().equals(frozen.name()))
                                    .map(tool -> tool.id().value())
                                    .findFirst()
                                    .orElse(null),
                            frozen))
                    .toList());
        });
    }

    /** What changed from this version to another, or to the draft. */
    @GetMapping(ONE + "/diff")
    @Needs(Permission.AGENTS_READ)
    VersionDiff diff(
            TenantScope scope,
            @PathVariable String versionId,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agentId,
            @RequestParam String to) {
        return scope.in(tx -> {
            AgentVersion before = Located.version(tx, versionId, agentId);
            JsonNode after = to.equals("draft")
                    ? drafting.comparable(tx, before.agent())
                    : Json.tree(Located.version(tx, to, before.agent().value()).snapshot());
            return VersionDiff.between(Json.tree(before.snapshot()), after);
        });
    }

    private static VersionView whole(TenantTx tx, AgentVersion version) {
        Agent agent = Drafting.known(Agents.find(tx, version.agent()));
        return VersionView.whole(version, version.id().equals(agent.liveVersion()));
    }

    /** {@code note}: what there is to say about it, at most 500 characters. */
    record Publication(@Nullable String note) {}

    record CarriedTools(List<CarriedTool> items) {}

    /** {@code id}: of the tenant's tool as it is now. */
    record CarriedTool(@Nullable UUID id, AgentSnapshot.Tool frozen) {}
}
