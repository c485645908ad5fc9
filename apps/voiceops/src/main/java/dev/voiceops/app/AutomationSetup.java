package dev.voiceops.app;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.discovery.Catalogue;
import dev.voiceops.control.integrations.SecretHeader;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationAccess;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.Tools;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link AutomationCommand} does, in the transaction it is given, audit rows included. Stateless. */
final class AutomationSetup {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;

    private AutomationSetup() {}

    /** A demo tool of the tenant. {@code fresh}: it was not there before. */
    record Provisioned(String name, String id, boolean fresh, String url) {}

    /** Prints no secret. */
    record Renewed(String integration, String header, String value, String signingKey) {
        @Override
        public String toString() {
            return "Renewed[" + integration + "]";
        }
    }

    /** Adds the demo tools that the tenant has not, and serves those that are served nowhere. */
    static List<Provisioned> provision(TenantTx tx, @Nullable String named) {
        Integration n8n = n8n(tx, named);
        return DemoTools.all().stream().map(tool -> provision(tx, n8n, tool)).toList();
    }

    private static Provisioned provision(TenantTx tx, Integration n8n, Tool wanted) {
        Optional<Tool> there = Tools.byName(tx, wanted.name());
        Tool tool = there.orElse(wanted);
        if (there.isEmpty()) Tools.insert(tx, tool);
        if (Tools.endpoint(tx, tool.id()).isEmpty()) {
            String path = Catalogue.below(n8n.baseUrl(), "/" + tool.name());
            Tools.serve(tx, tool.id(), new Tool.Endpoint(n8n.id(), "POST", path, "{}"));
            Audit.append(
                    tx,
                    AuditAction.TOOL_SAVED,
                    new Audit.Target("tool", tool.id().toString()),
                    Json.write(Map.of("name", tool.name(), "what", there.isEmpty() ? "added" : "served")));
        }
        Tool.Endpoint endpoint = Tools.endpoint(tx, tool.id()).orElseThrow();
        String base = Integrations.find(tx, endpoint.integration())
                .map(Integration::baseUrl)
                .orElse("");
        return new Provisioned(tool.name(), tool.id().toString(), there.isEmpty(), base + endpoint.path());
    }

    /** Gives the tenant's n8n a new token and a new signing key, and returns both this once. */
    static Renewed renew(TenantTx tx, @Nullable String named) {
        Integration n8n = n8n(tx, named);
        if (n8n.baseUrl().endsWith("/mock-n8n")) {
            throw new ProblemException(
                    ProblemType.NOT_IN_THIS_STATE,
                    "The mock n8n takes one token only, which is kept in VOICEOPS_HOME/secrets/demo-n8n-token");
        }
        if (Json.tree(n8n.settings()).path("auth").asString("").equals("api_key")) {
            throw new ProblemException(
                    ProblemType.NOT_IN_THIS_STATE,
                    "This integration holds an API key, which only n8n makes; name one whose auth is bearer or header");
        }
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        Secret token = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        Integrations.save(tx, n8n, token);
        Secret key = IntegrationAccess.newSigningKey(tx, n8n.id()).orElseThrow();
        Audit.append(
                tx,
                AuditAction.INTEGRATION_SAVED,
                new Audit.Target("integration", n8n.id().toString()),
                Json.write(Map.of("name", n8n.name(), "what", "token and signing key renewed")));
        Map.Entry<String, String> shown = SecretHeader.of(n8n.settings(), token);
        return new Renewed(n8n.name(), shown.getKey(), shown.getValue(), key.reveal());
    }

    private static Integration n8n(TenantTx tx, @Nullable String named) {
        List<Integration> all = Integrations.list(tx).stream()
                .filter(integration -> integration.kind().equals("n8n"))
                .filter(integration -> named == null
                        || integration.name().equals(named)
                        || integration.id().toString().equals(named))
                .toList();
        if (all.size() == 1) return all.getFirst();
        throw new ProblemException(
                all.isEmpty() ? ProblemType.NOT_FOUND : ProblemType.INVALID_REQUEST,
                all.isEmpty()
                        ? "The tenant has no such n8n; add one with POST /internal/integrations"
                        : "The tenant has several n8n; say which one with --integration");
    }
}
