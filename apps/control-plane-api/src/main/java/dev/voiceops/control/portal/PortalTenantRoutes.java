package dev.voiceops.control.portal;

import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.PortalScope;
import dev.voiceops.store.PortalTenant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a client is told of itself. */
@RestController
@Access(Access.By.MEMBER)
final class PortalTenantRoutes {
    /** Its name, its rules for calls, and its agents. */
    @GetMapping("/client/tenant")
    @Needs(Permission.PORTAL_READ)
    View show(PortalScope scope) {
        return View.of(scope.in(PortalTenant::of));
    }

    /**
     * A client.
     *
     * @param retentionDays after which what was said in a call is deleted; figures stay
     * @param recordings whether its people may listen to recordings
     */
    record View(String name, String timeZone, int retentionDays, boolean recordings, List<Agent> agents) {
        static View of(PortalTenant tenant) {
            return new View(
                    tenant.name(),
                    tenant.timeZone().getId(),
                    tenant.retentionDays(),
                    tenant.listens(),
                    tenant.agents().stream()
                            .map(agent -> new Agent(agent.id().value(), agent.name()))
                            .toList());
        }
    }

    record Agent(UUID id, String name) {}
}
