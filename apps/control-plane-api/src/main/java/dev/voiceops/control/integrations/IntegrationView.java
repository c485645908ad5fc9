package dev.voiceops.control.integrations;

import dev.voiceops.contracts.Json;
import dev.voiceops.store.Integration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An integration as the API shows it: never with its secret.
 *
 * @param secretHint the secret's last four characters; empty: it is too short to show any; null: there is no secret
 * @param testResult what came of trying it last; null: it was not tried since it was changed
 * @param usedBy names of the tools that it serves
 * @param servesCalls whether the tenant's calls reach this vendor with it; without one, with the platform's key
 */
record IntegrationView(
        UUID id,
        String kind,
        String name,
        String baseUrl,
        JsonNode settings,
        @Nullable String secretHint,
        @Nullable Instant secretSetAt,
        @Nullable String secretSetBy,
        @Nullable Instant testedAt,
        @Nullable String testResult,
        List<String> usedBy,
        boolean servesCalls) {
    static IntegrationView of(Integration integration, List<String> usedBy) {
        Integration.History history = integration.history();
        return new IntegrationView(
                integration.id().value(),
                integration.kind(),
                integration.name(),
                integration.baseUrl(),
                Json.tree(integration.settings()),
                integration.secretHint(),
                history.secretSetAt(),
                history.secretSetBy(),
                history.testedAt(),
                history.testResult(),
                usedBy,
                integration.servesCalls());
    }
}
