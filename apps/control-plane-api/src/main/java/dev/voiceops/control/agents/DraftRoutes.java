package dev.voiceops.control.agents;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Needs;
import dev.voiceops.http.NotSensitive;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Agents;
import dev.voiceops.store.AuditAction;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** An agent's draft: editors save it again and again, each time naming the revision they have seen. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/agents")
final class DraftRoutes {
    private final Drafting drafting;

    DraftRoutes(Drafting drafting) {
        this.drafting = drafting;
    }

    /** The JSON Schema of a draft that can be published. */
    @GetMapping("/draft-schema")
    @Needs(Permission.OWN_ACCOUNT)
    JsonNode schema() {
        return drafting.schema();
    }

    @GetMapping("/{agentId}/draft")
    @Needs(Permission.AGENTS_READ)
    ResponseEntity<DraftView> show(TenantScope scope, @PathVariable UUID agentId) {
        return tagged(scope.in(tx -> drafting.show(tx, new AgentId(agentId))));
    }

    @PutMapping("/{agentId}/draft")
    @Needs(Permission.AGENTS_WRITE)
    @NotSensitive("an editor saves every few seconds; what counts is published, and that is audited")
    ResponseEntity<DraftView> save(
            TenantScope scope,
            @PathVariable UUID agentId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body) {
        long seen = Revision.seen(ifMatch);
        return tagged(scope.in(tx -> drafting.save(tx, new AgentId(agentId), seen, object(body))));
    }

    /** What would keep this body from being published; nothing is saved. */
    @PostMapping("/{agentId}/draft/validate")
    @Needs(Permission.AGENTS_READ)
    @NotSensitive("changes nothing")
    Verdict validate(TenantScope scope, @PathVariable UUID agentId, @RequestBody JsonNode body) {
        return scope.in(tx -> {
            Drafting.known(Agents.find(tx, new AgentId(agentId)));
            return Verdict.of(drafting.faults(tx, object(body)));
        });
    }

    /** Makes a version the draft again. What the draft was is replaced, so its revision must have been seen. */
    @PostMapping("/{agentId}/draft/restore")
    @Needs(Permission.AGENTS_WRITE)
    @Audited(AuditAction.VERSION_RESTORED)
    ResponseEntity<DraftView> restore(
            TenantScope scope,
            @PathVariable UUID agentId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Restoration wanted) {
        long seen = Revision.seen(ifMatch);
        return tagged(scope.in(tx -> drafting.restore(tx, Located.version(tx, wanted.versionId(), agentId), seen)));
    }

    private static ResponseEntity<DraftView> tagged(DraftView draft) {
        return ResponseEntity.ok().eTag(draft.tag()).body(draft);
    }

    private static JsonNode object(JsonNode body) {
        if (body.isObject()) return body;
        throw new ProblemException(ProblemType.INVALID_REQUEST, "The draft must be a JSON object");
    }

    /** Which version to restore. */
    record Restoration(String versionId) {
        Restoration {
            if (versionId == null) throw new ProblemException(ProblemType.INVALID_REQUEST, "version_id: is missing");
        }
    }

    record Verdict(boolean valid, List<DraftFault> errors) {
        static Verdict of(List<DraftFault> faults) {
            return new Verdict(faults.isEmpty(), faults);
        }
    }
}
