package dev.voiceops.control.tenants;

import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Principal;
import dev.voiceops.http.Success;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.TenantId;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The tenants, for the internal team. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/tenants")
final class TenantRoutes {
    private final TenantDesk desk;

    TenantRoutes(TenantDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Needs(Permission.TENANTS_READ)
    Page<TenantView> list(Principal principal, Cursor cursor) {
        return Page.of(
                cursor,
                desk.list(principal.actor(), cursor.after(TenantId::parse).orElse(null), cursor.fetch()),
                TenantView::of,
                tenant -> tenant.id().toString());
    }

    @PostMapping
    @Needs(Permission.TENANTS_WRITE)
    @Audited(AuditAction.TENANT_CREATED)
    @Success(status = 201)
    ResponseEntity<TenantView> create(Principal principal, @RequestBody TenantDesk.NewTenant wanted) {
        TenantView made = TenantView.of(desk.create(principal.actor(), wanted));
        return ResponseEntity.created(URI.create("/internal/tenants/" + made.id()))
                .body(made);
    }

    @GetMapping("/{tenantId}")
    @Needs(Permission.TENANTS_READ)
    TenantView show(Principal principal, @PathVariable UUID tenantId) {
        return TenantView.of(desk.find(principal.actor(), new TenantId(tenantId)));
    }

    @PatchMapping("/{tenantId}")
    @Needs(Permission.TENANTS_WRITE)
    @Audited(AuditAction.TENANT_CHANGED)
    TenantView change(Principal principal, @PathVariable UUID tenantId, @RequestBody JsonNode patch) {
        return TenantView.of(desk.change(principal.actor(), new TenantId(tenantId), new TenantChange(patch)));
    }

    /** Whether the client's people may listen to its recordings in the portal, where voices cannot be redacted. */
    @GetMapping("/{tenantId}/portal-recordings")
    @Needs(Permission.TENANTS_READ)
    Listening listening(Principal principal, @PathVariable UUID tenantId) {
        return new Listening(desk.mayListen(principal.actor(), new TenantId(tenantId)));
    }

    @PutMapping("/{tenantId}/portal-recordings")
    @Needs(Permission.TENANTS_WRITE)
    @Audited(AuditAction.TENANT_CHANGED)
    Listening listen(Principal principal, @PathVariable UUID tenantId, @RequestBody Listening wanted) {
        return new Listening(desk.letListen(principal.actor(), new TenantId(tenantId), wanted.allowed()));
    }

    /** Whether the client's people may listen. */
    record Listening(boolean allowed) {}
}
