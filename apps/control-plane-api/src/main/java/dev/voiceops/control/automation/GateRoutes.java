package dev.voiceops.control.automation;

import dev.voiceops.contracts.ContractViolation;
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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the gateway stands to an integration, and the key with which it signs. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/integrations/{integrationId}")
final class GateRoutes {
    private final Gates gates;

    GateRoutes(Gates gates) {
        this.gates = gates;
    }

    /** The circuit and the places of this process. */
    @GetMapping("/gate")
    @Needs(Permission.INTEGRATIONS_READ)
    Gate.State gate(TenantScope scope, @PathVariable UUID integrationId) {
        IntegrationId id = new IntegrationId(integrationId);
        int limit = scope.in(tx -> Integrations.maxConcurrent(tx, id)).orElseThrow(GateRoutes::absent);
        return gates.state(scope.tenant(), id, limit);
    }

    /** Says how many requests may be under way there at a time, in each process; takes effect with the next request. */
    @PutMapping("/gate")
    @Needs(Permission.INTEGRATIONS_WRITE)
    @Audited(AuditAction.INTEGRATION_SAVED)
    Gate.State limit(TenantScope scope, @PathVariable UUID integrationId, @RequestBody Limit wanted) {
        IntegrationId id = new IntegrationId(integrationId);
        int limit = wanted.checked();
        return scope.in(tx -> {
            if (!Integrations.limit(tx, id, limit)) throw absent();
            Audit.append(
                    tx,
                    AuditAction.INTEGRATION_SAVED,
                    new Audit.Target("integration", integrationId.toString()),
                    Json.write(Map.of("what", "limit on requests under way", "max_concurrent", limit)));
            return gates.state(scope.tenant(), id, limit);
        });
    }

    /** Requests under way at a time, 1 to 1000. */
    record Limit(@Nullable Integer maxConcurrent) {
        int checked() {
            if (maxConcurrent == null || maxConcurrent < 1 || maxConcurrent > 1_000) {
                throw new ContractViolation("max_concurrent: must be from 1 to 1000");
            }
            return maxConcurrent;
        }
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
