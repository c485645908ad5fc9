package dev.voiceops.control.tools;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.automation.Schemas;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The tools of a tenant. Changing one changes no call of a version that pinned it: schemas, class, times and limits take effect for
 * an agent when it is published again. Where a tool is served takes effect at once, and so does putting it away.
 */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/tools")
final class ToolDeskRoutes {
    private final Schemas schemas;

    ToolDeskRoutes(Schemas schemas) {
        this.schemas = schemas;
    }

    @GetMapping
    @Needs(Permission.TOOLS_READ)
    Page<ToolView> list(TenantScope scope, Cursor cursor) {
        return scope.in(tx -> Page.of(
                cursor,
                Tools.list(tx, cursor.after(name -> name).orElse(""), cursor.fetch()),
                tool -> ToolView.of(tx, tool),
                Tool::name));
    }

    @PostMapping
    @Needs(Permission.TOOLS_WRITE)
    @Audited(AuditAction.TOOL_SAVED)
    @Success(status = 201)
    ResponseEntity<ToolView> add(TenantScope scope, @RequestBody ToolRequest wanted) {
        Tool tool = wanted.tool(ToolId.create(), schemas);
        try {
            ToolView added = scope.in(tx -> {
                Tools.insert(tx, tool);
                audit(tx, AuditAction.TOOL_SAVED, tool, "added");
                return ToolView.of(tx, tool);
            });
            return ResponseEntity.created(URI.create("/internal/tools/" + tool.id()))
                    .body(added);
        } catch (StoreException e) {
            if (e.code() != StoreException.Code.CONFLICT) throw e;
            throw new ProblemException(
                    ProblemType.TAKEN, "name: a tool of this name exists, perhaps one that was put away");
        }
    }

    @GetMapping("/{toolId}")
    @Needs(Permission.TOOLS_READ)
    ToolView show(TenantScope scope, @PathVariable UUID toolId) {
        return scope.in(tx -> ToolView.of(tx, known(tx, toolId)));
    }

    @PutMapping("/{toolId}")
    @Needs(Permission.TOOLS_WRITE)
    @Audited(AuditAction.TOOL_SAVED)
    ToolView change(TenantScope scope, @PathVariable UUID toolId, @RequestBody ToolRequest wanted) {
        return scope.in(tx -> {
            Tool before = known(tx, toolId);
            Tool tool = wanted.tool(before.id(), schemas);
            if (!tool.name().equals(before.name())) {
                throw new ContractViolation("name: stays for life, versions know the tool by it; add another tool");
            }
            if (!Tools.change(tx, tool)) throw absent();
            audit(tx, AuditAction.TOOL_SAVED, tool, "changed");
            return ToolView.of(tx, tool);
        });
    }

    /** Puts it away. While live versions use it, only with {@code force=true}: then no call may use it from this moment. */
    @DeleteMapping("/{toolId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.TOOLS_WRITE)
    @Audited(AuditAction.TOOL_ARCHIVED)
    void archive(TenantScope scope, @PathVariable UUID toolId, @RequestParam(defaultValue = "false") boolean force) {
        scope.in(tx -> {
            Tool tool = known(tx, toolId);
            List<String> users = Tools.liveUses(tx, tool.id()).stream()
                    .map(Tools.Use::agentName)
                    .toList();
            if (!users.isEmpty() && !force) {
                throw new ProblemException(
                        ProblemType.IN_USE,
                        "Live versions of these agents use it: " + String.join(", ", users)
                                + "; publish them without it, or say force=true to take it from them at once");
            }
            Tools.archive(tx, tool.id());
            audit(tx, AuditAction.TOOL_ARCHIVED, tool, users.isEmpty() ? "put away" : "put away while in use");
            return tool;
        });
    }

    @GetMapping("/{toolId}/endpoints")
    @Needs(Permission.TOOLS_READ)
    ToolView.EndpointView endpoint(TenantScope scope, @PathVariable UUID toolId) {
        return scope.in(tx -> Tools.endpoint(tx, known(tx, toolId).id())
                .map(ToolView.EndpointView::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "The tool is served nowhere yet")));
    }

    @PutMapping("/{toolId}/endpoints")
    @Needs(Permission.TOOLS_WRITE)
    @Audited(AuditAction.TOOL_SAVED)
    ToolView serve(TenantScope scope, @PathVariable UUID toolId, @RequestBody EndpointRequest wanted) {
        Tool.Endpoint endpoint = wanted.endpoint();
        return scope.in(tx -> {
            Tool tool = known(tx, toolId);
            if (Integrations.find(tx, endpoint.integration()).isEmpty()) {
                throw new ContractViolation("integration_id: there is no such integration");
            }
            Tools.serve(tx, tool.id(), endpoint);
            audit(tx, AuditAction.TOOL_SAVED, tool, "served at " + endpoint.method() + " " + endpoint.path());
            return ToolView.of(tx, tool);
        });
    }

    /** Serves it nowhere: calls are refused it from this moment. */
    @DeleteMapping("/{toolId}/endpoints")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.TOOLS_WRITE)
    @Audited(AuditAction.TOOL_SAVED)
    void unserve(TenantScope scope, @PathVariable UUID toolId) {
        scope.in(tx -> {
            Tool tool = known(tx, toolId);
            if (!Tools.unserve(tx, tool.id())) {
                throw new ProblemException(ProblemType.NOT_FOUND, "The tool is served nowhere");
            }
            audit(tx, AuditAction.TOOL_SAVED, tool, "served nowhere");
            return tool;
        });
    }

    private static Tool known(TenantTx tx, UUID id) {
        return Tools.find(tx, new ToolId(id)).orElseThrow(ToolDeskRoutes::absent);
    }

    private static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such tool");
    }

    private static void audit(TenantTx tx, AuditAction action, Tool tool, String what) {
        Audit.append(
                tx,
                action,
                new Audit.Target("tool", tool.id().toString()),
                Json.write(Map.of("name", tool.name(), "what", what)));
    }
}
