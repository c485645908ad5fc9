package dev.voiceops.control.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Incident;
import dev.voiceops.store.IncidentId;
import dev.voiceops.store.Incidents;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the watchdog found. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/incidents")
final class IncidentRoutes {
    /** @param second of the call: where to look */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            @Nullable UUID callId,
            String invariant,
            String place,
            @Nullable Integer second,
            JsonNode details,
            Instant openedAt,
            @Nullable Instant closedAt) {
        static View of(Incident incident) {
            CallId call = incident.call();
            return new View(
                    incident.id().value(),
                    call == null ? null : call.value(),
                    incident.invariant(),
                    incident.place(),
                    incident.second(),
                    Json.tree(incident.details()),
                    incident.openedAt(),
                    incident.closedAt());
        }
    }

    @GetMapping
    @Needs(Permission.INCIDENTS_READ)
    Page<View> list(
            TenantScope scope,
            Cursor cursor,
            @RequestParam(name = "call_id", required = false) @Nullable UUID call,
            @RequestParam(defaultValue = "false") boolean open) {
        Incidents.Query query = new Incidents.Query(
                call == null ? null : new CallId(call),
                open,
                cursor.after(IncidentId::parse).orElse(null),
                cursor.fetch());
        return Page.of(
                cursor,
                scope.in(tx -> Incidents.list(tx, query)),
                View::of,
                incident -> incident.id().toString());
    }

    @GetMapping("/{incidentId}")
    @Needs(Permission.INCIDENTS_READ)
    View show(TenantScope scope, @PathVariable UUID incidentId) {
        return scope.in(tx -> Incidents.find(tx, new IncidentId(incidentId)))
                .map(View::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such incident"));
    }
}
