package dev.voiceops.store;

import org.jspecify.annotations.Nullable;

/**
 * A tenant's connection to a system of its own; the secret stays in the database until {@link Integrations#secret}.
 *
 * @param kind {@code n8n}, …
 * @param secretHint the last characters of the secret; null: it has none
 */
public record Integration(
        IntegrationId id,
        String kind,
        String name,
        String baseUrl,
        @Nullable String secretHint) {}
