package dev.voiceops.control.figures;

import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Kpis;
import dev.voiceops.store.Tenants;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures for the internal team: with cost, and version by version. */
@RestController
@Access(Access.By.MEMBER)
final class KpiRoutes {
    @GetMapping("/internal/kpis")
    @Needs(Permission.CALLS_READ)
    KpiReport show(
            TenantScope scope,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agent) {
        Kpis.Range range = Days.asked(from, to, agent);
        return scope.in(
                tx -> KpiReport.forTeam(range, Tenants.own(tx).timeZone().getId(), Kpis.days(tx, range)));
    }
}
