package dev.voiceops.http.member;

import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Needs;
import dev.voiceops.http.NotSensitive;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Principal;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Agents;
import dev.voiceops.store.AuditAction;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One route per reach. */
@RestController
@Access(Access.By.MEMBER)
final class MemberRoutes {
    @GetMapping("/me")
    @Needs(Permission.OWN_ACCOUNT)
    String me(Principal principal) {
        return principal.actor().toString();
    }

    @GetMapping("/prices")
    @Needs(Permission.PRICES_READ)
    String prices() {
        return "prices";
    }

    @PostMapping("/prices")
    @Needs(Permission.PRICES_WRITE)
    @Audited(AuditAction.PRICE_CHANGED)
    String change() {
        return "changed";
    }

    @GetMapping("/agents")
    @Needs(Permission.AGENTS_READ)
    int agents(TenantScope scope) {
        return scope.in(tx -> Agents.list(tx).size());
    }

    @PostMapping("/portal")
    @Needs(Permission.PORTAL_READ)
    @NotSensitive("it only reads")
    String portal(TenantScope scope) {
        return scope.tenant().toString();
    }
}
