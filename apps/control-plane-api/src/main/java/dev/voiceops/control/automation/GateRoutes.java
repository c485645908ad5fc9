package dev.voiceops.control.automation;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.IntegrationAccess;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the gateway stands to an integration, and the key with which it signs. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/integrations/{integrationId}")
final class GateRoutes {
    private static final Gate.State UNUSED = new Gate.State("closed", 0, 0, 0, 0);

    private final Gates gates;

    GateRoutes(Gates gates) {
        this.gates = gates;
    }

    /** The circuit and the places of this process; all zero while it has sent nothing there. */
    @GetMapping("/gate")
    @Needs(Permission.INTEGRATIONS_READ)
    Gate.State gate(TenantScope scope, @PathVariable UUID integrationId) {
        IntegrationId id = new IntegrationId(integrationId);
        if (scope.in(tx -> Integrations.find(tx, id)).isEmpty()) throw absent();
        return gates.state(scope.tenant(), id).orElse(UNUSED);
    }

    /** Makes a new signing key and shows it this once; requests are signed with it from now on. */
    @PostMapping("/signing-key")
    @Needs(Permission.INTEGRATIONS_WRITE)
    @Audited(AuditAction.INTEGRATION_SAVED)
    SigningKey renew(TenantScope scope, @PathVariable UUID integrationId) {
        return scope.in(tx -> {
            Secret key = IntegrationAccess.newSigningKey(tx, new IntegrationId(integrationId))
                    .orElseThrow(GateRoutes::absent);
            Audit.append(
                    tx,
                    AuditAction.INTEGRATION_SAVED,
                    new Audit.Target("integration", integrationId.toString()),
                    Json.write(Map.of("what", "signing key renewed")));
            return new SigningKey(key.reveal());
        });
    }

    /** Prints no key. */
    record SigningKey(String signingKey) {
        @Override
        public String toString() {
            return "SigningKey[]";
        }
    }

    private static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such integration");
    }
}
