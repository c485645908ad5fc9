package dev.voiceops.control.figures;

import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.PortalScope;
import dev.voiceops.store.Kpis;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures a client sees of its own calls. */
@RestController
@Access(Access.By.MEMBER)
final class PortalKpiRoutes {
    @GetMapping("/client/kpis")
    @Needs(Permission.PORTAL_READ)
    KpiReport show(
            PortalScope scope,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(name = "agent_id", required = false) @Nullable UUID agent) {
        Kpis.Range range = Days.asked(from, to, agent);
        return scope.in(tx -> KpiReport.forPortal(range, Kpis.timeZone(tx), Kpis.days(tx, range)));
    }
}
