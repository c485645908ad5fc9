package dev.voiceops.control.tools;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.control.automation.HeaderTemplate;
import dev.voiceops.control.egress.EgressClient;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a tool is to be served.
 *
 * @param method absent: POST
 * @param path below the integration's base URL; begins with a slash
 * @param headers names and texts, with {@code {secret}} and other words in braces filled in; absent: a bearer of the secret
 */
record EndpointRequest(
        @Nullable UUID integrationId,
        @Nullable String method,
        @Nullable String path,
        @Nullable JsonNode headers) {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** @throws ContractViolation naming each fault with its place */
    Tool.Endpoint endpoint() {
        List<String> faults = new ArrayList<>();
        if (integrationId == null) faults.add("integration_id: is missing");
        String verb = method == null ? "POST" : method;
        if (!METHODS.contains(verb)) faults.add("method: must be GET, POST, PUT, PATCH or DELETE");
        if (path == null || !EgressClient.staysBelow(path)) {
            faults.add("path: must begin with a slash and stay below the integration's base URL");
        }
        if (headers != null) HeaderTemplate.faults(headers).forEach(fault -> faults.add("headers" + fault));
        if (!faults.isEmpty() || integrationId == null || path == null) {
            throw new ContractViolation(String.join("; ", faults));
        }
        return new Tool.Endpoint(
                new IntegrationId(integrationId), verb, path, headers == null ? "{}" : Json.write(headers));
    }
}
