package dev.voiceops.control.tools;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.automation.Schemas;
import dev.voiceops.control.discovery.Catalogue;
import dev.voiceops.control.discovery.Drift;
import dev.voiceops.control.discovery.Found;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationAccess;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.ToolSources;
import dev.voiceops.store.Tools;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tools out of a tenant's own n8n: what is there, taking one over, and how it has changed there since. The automation is asked
 * between transactions, never in one.
 */
@RestController
@Access(Access.By.MEMBER)
final class ImportRoutes {
    private final Catalogue catalogue;
    private final Schemas schemas;

    ImportRoutes(Catalogue catalogue, Schemas schemas) {
        this.catalogue = catalogue;
        this.schemas = schemas;
    }

    /** {@code mcpPath}: of an MCP Server Trigger, for example {@code /mcp/voiceops}; absent: n8n's workflows. */
    record Where(@Nullable String mcpPath) {}

    /** What was found; complete, there is no other page. */
    record Offer(List<Found> items) {}

    /** Lists what the n8n of an integration offers as tools. */
    @PostMapping("/internal/integrations/{integrationId}/discover")
    @Needs(Permission.TOOLS_WRITE)
    @Audited(AuditAction.INTEGRATION_DISCOVERED)
    Offer discover(TenantScope scope, @PathVariable UUID integrationId, @RequestBody Where where) {
        IntegrationAccess n8n = scope.in(tx -> {
            IntegrationAccess access = n8n(tx, new IntegrationId(integrationId));
            Audit.append(
                    tx,
                    AuditAction.INTEGRATION_DISCOVERED,
                    new Audit.Target("integration", access.id().toString()),
                    Json.write(Map.of("what", where.mcpPath() == null ? "workflows" : "mcp")));
            return access;
        });
        return new Offer(catalogue.list(n8n, where.mcpPath()));
    }

    /** Makes a tool of one of them. One of an MCP server is served nowhere until its webhook is named. */
    @PostMapping("/internal/tools/import")
    @Needs(Permission.TOOLS_WRITE)
    @Audited(AuditAction.TOOL_SAVED)
    @Success(status = 201)
    ResponseEntity<ToolView> take(TenantScope scope, @RequestBody ImportRequest wanted) {
        IntegrationId from = new IntegrationId(wanted.integration());
        String reference = wanted.wanted();
        IntegrationAccess n8n = scope.in(tx -> n8n(tx, from));
        Found found = catalogue
                .find(n8n, reference)
                .orElseThrow(() -> new ContractViolation("reference: there is no such tool there now"));
        Tool tool = wanted.over(found).tool(ToolId.create(), schemas);
        IntegrationId by = wanted.servedBy() == null ? from : new IntegrationId(wanted.servedBy());
        try {
            ToolView taken = scope.in(tx -> {
                Tools.insert(tx, tool);
                serve(tx, tool.id(), by, found);
                ToolSources.put(tx, source(tool.id(), from, found));
                audit(tx, tool, "imported");
                return ToolView.of(tx, tool);
            });
            return ResponseEntity.created(URI.create("/internal/tools/" + tool.id()))
                    .body(taken);
        } catch (StoreException e) {
            if (e.code() != StoreException.Code.CONFLICT) throw e;
            throw new ProblemException(
                    ProblemType.TAKEN, "name: a tool of this name exists, perhaps one that was put away; give another");
        }
    }

    /**
     * Where a tool came from, and what has changed there.
     *
     * @param state same, changed, inactive or gone
     */
    record DriftView(
            UUID integrationId,
            String reference,
            @Nullable String workflowId,
            @Nullable Instant importedAt,
            String state,
            List<Drift.Change> changes) {}

    /** Asks the automation, so it takes as long as that. */
    @GetMapping("/internal/tools/{toolId}/drift")
    @Needs(Permission.TOOLS_READ)
    DriftView drift(TenantScope scope, @PathVariable UUID toolId) {
        Origin origin = scope.in(tx -> origin(tx, toolId));
        var now = catalogue.find(origin.n8n(), origin.source().reference());
        Drift drift = Drift.between(origin.source().snapshot(), now);
        ToolSources.Source source = origin.source();
        return new DriftView(
                source.integration().value(),
                source.reference(),
                source.workflowId(),
                source.importedAt(),
                drift.state(),
                drift.changes());
    }

    /** Takes over what stands there now; what it does not tell stays. Calls of versions that are out notice nothing. */
    @PostMapping("/internal/tools/{toolId}/drift/accept")
    @Needs(Permission.TOOLS_WRITE)
    @Audited(AuditAction.TOOL_SAVED)
    ToolView accept(TenantScope scope, @PathVariable UUID toolId) {
        Origin origin = scope.in(tx -> origin(tx, toolId));
        Found now = catalogue
                .find(origin.n8n(), origin.source().reference())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_IN_THIS_STATE, "It is gone there; put the tool away, or serve it elsewhere"));
        return scope.in(tx -> {
            Tool before = known(tx, toolId);
            Tool tool = ToolRequest.of(before).over(now).tool(before.id(), schemas);
            if (!Tools.change(tx, tool)) throw absent();
            Tools.endpoint(tx, tool.id()).ifPresent(endpoint -> serve(tx, tool.id(), endpoint.integration(), now));
            ToolSources.put(tx, source(tool.id(), origin.source().integration(), now));
            audit(tx, tool, "taken over anew");
            return ToolView.of(tx, tool);
        });
    }

    private record Origin(ToolSources.Source source, IntegrationAccess n8n) {}

    private static Origin origin(TenantTx tx, UUID toolId) {
        ToolSources.Source source = ToolSources.find(tx, known(tx, toolId).id())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_IN_THIS_STATE,
                        "The tool was made by hand, so there is nothing to compare it with"));
        return new Origin(source, n8n(tx, source.integration()));
    }

    /** Keeps the headers that somebody gave the endpoint. */
    private static void serve(TenantTx tx, ToolId tool, IntegrationId by, Found found) {
        String path = found.path();
        String method = found.method();
        if (path == null || method == null) return;
        Integration integration = Integrations.find(tx, by)
                .orElseThrow(() -> new ContractViolation("served_by: there is no such integration"));
        String headers = Tools.endpoint(tx, tool).map(Tool.Endpoint::headers).orElse("{}");
        var wanted = new EndpointRequest(
                by.value(), method, Catalogue.below(integration.baseUrl(), path), Json.tree(headers));
        Tools.serve(tx, tool, wanted.endpoint());
    }

    private static ToolSources.Source source(ToolId tool, IntegrationId from, Found found) {
        var origin = Catalogue.isOfMcp(found.reference()) ? ToolSources.Origin.MCP : ToolSources.Origin.WORKFLOW;
        return new ToolSources.Source(
                tool, from, origin, found.reference(), found.workflowId(), Json.write(found), null);
    }

    private static IntegrationAccess n8n(TenantTx tx, IntegrationId id) {
        Integration integration = Integrations.find(tx, id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such integration"));
        if (!integration.kind().equals("n8n")) {
            throw new ContractViolation("integration_id: only an n8n has tools; this is " + integration.kind());
        }
        return IntegrationAccess.open(tx, id).orElseThrow();
    }

    private static Tool known(TenantTx tx, UUID id) {
        return Tools.find(tx, new ToolId(id)).orElseThrow(ImportRoutes::absent);
    }

    private static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such tool");
    }

    private static void audit(TenantTx tx, Tool tool, String what) {
        Audit.append(
                tx,
                AuditAction.TOOL_SAVED,
                new Audit.Target("tool", tool.id().toString()),
                Json.write(Map.of("name", tool.name(), "what", what)));
    }
}
