package dev.voiceops.control.retention;

import dev.voiceops.contracts.ForgetExecutionRequest;
import dev.voiceops.contracts.ForgetExecutionResponse;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.egress.EgressAnswer;
import dev.voiceops.control.egress.EgressClient;
import dev.voiceops.control.egress.EgressRequest;
import dev.voiceops.control.integrations.SecretHeader;
import dev.voiceops.http.Access;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Actor;
import dev.voiceops.store.Db;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Retention's question to tenants' n8n: forget an execution, and show that it is forgotten. */
@RestController
@Access(Access.By.SERVICE)
final class ForgetRoutes {
    private static final Actor ACTOR = Actor.service("retention");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Db db;
    private final EgressClient client;

    ForgetRoutes(Db db, EgressClient client) {
        this.db = db;
        this.client = client;
    }

    /** n8n's public API: {@code DELETE /api/v1/executions/{id}}, then {@code GET} must answer 404. */
    @PostMapping("/internal/runtime/executions/forget")
    ForgetExecutionResponse forget(@RequestBody ForgetExecutionRequest request) {
        if (!request.executionId().matches("[0-9A-Za-z_-]{1,100}")) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "execution_id: letters, digits, _ and -");
        }
        Reached n8n = reached(new TenantId(request.tenantId()), new IntegrationId(request.integrationId()));
        String path = "/api/v1/executions/" + request.executionId();
        int deleted = status(n8n, "DELETE", path);
        if (deleted / 100 != 2 && deleted != 404)
            throw refused("n8n answered " + deleted + " to DELETE" + hint(deleted));
        int after = status(n8n, "GET", path);
        if (after != 404) throw refused("n8n answered " + after + " when asked for the deleted execution");
        return new ForgetExecutionResponse(deleted != 404);
    }

    private Reached reached(TenantId tenant, IntegrationId id) {
        return db.tenant(tenant, ACTOR, tx -> {
            Integration integration = Integrations.find(tx, id)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.NOT_FOUND, "The integration was removed; nothing reaches its n8n any more"));
            Secret secret = Integrations.secret(tx, id)
                    .orElseThrow(() -> refused("The integration has no secret, and n8n's API asks for one"));
            var shown = SecretHeader.of(integration.settings(), secret);
            return new Reached(origin(integration.baseUrl()), Map.of(shown.getKey(), shown.getValue()));
        });
    }

    /** The public API lies at the root, wherever the paths of tools begin. */
    private static String origin(String baseUrl) {
        URI base = URI.create(baseUrl);
        return base.getScheme() + "://" + base.getRawAuthority();
    }

    private int status(Reached n8n, String method, String path) {
        EgressRequest request = new EgressRequest(method, n8n.origin(), path, "", n8n.headers(), "", PATIENCE, true);
        return switch (client.send(request)) {
            case EgressAnswer.Answered answered -> answered.status();
            case EgressAnswer.NotSent notSent -> throw refused("n8n could not be asked: " + notSent.reason());
            case EgressAnswer.Lost lost -> throw refused("n8n gave no whole answer: " + lost.code());
        };
    }

    private static String hint(int status) {
        return status == 401 || status == 403
                ? "; its API wants an API key that may delete executions (settings.auth = api_key)"
                : "";
    }

    private static ProblemException refused(String why) {
        return new ProblemException(ProblemType.VENDOR_REFUSED, why);
    }

    /** Where a tenant's n8n is, and what opens it. Prints no secret. */
    private record Reached(String origin, Map<String, String> headers) {
        @Override
        public String toString() {
            return "Reached[" + origin + "]";
        }
    }
}
