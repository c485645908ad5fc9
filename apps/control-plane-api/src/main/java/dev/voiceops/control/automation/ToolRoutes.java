package dev.voiceops.control.automation;

import dev.voiceops.contracts.ToolCatalog;
import dev.voiceops.contracts.ToolExecute;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.http.Access;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tools, executed for a call. A tool that failed is an answer (200 with its status); a request that may not be is a problem. */
@RestController
@Access(Access.By.SERVICE)
@RequestMapping("/internal/automation/tools")
final class ToolRoutes {
    private final ToolGateway gateway;
    private final Permits permits;
    private final Refusals refusals;

    ToolRoutes(ToolGateway gateway, Permits permits, Refusals refusals) {
        this.gateway = gateway;
        this.permits = permits;
        this.refusals = refusals;
    }

    @PostMapping("/{id}/execute")
    ToolOutcome execute(@PathVariable UUID id, @RequestBody ToolExecute request) {
        return refusals.traced(
                request,
                id.toString(),
                () -> gateway.execute(request, tool -> tool.id().value().equals(id)));
    }

    @PostMapping("/by-name/{name}/execute")
    ToolOutcome executeByName(@PathVariable String name, @RequestBody ToolExecute request) {
        return refusals.traced(
                request,
                name,
                () -> gateway.execute(request, tool -> tool.name().equals(name)));
    }

    @GetMapping("/catalog")
    ToolCatalog catalog(@RequestParam("call_id") UUID callId) {
        return permits.catalog(callId);
    }
}
