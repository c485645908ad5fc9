package dev.voiceops.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's connection to a system of its own; the secret stays in the database until {@link Integrations#secret}.
 *
 * @param kind {@code n8n}, …
 * @param secretHint the last characters of the secret; null: it has none
 * @param settings JSON object text of what its kind needs beside address and secret; never a secret
 * @param history when the secret was set and when it was tried
 * @param servesCalls whether the tenant's calls reach this vendor with it
 */
public record Integration(
        IntegrationId id,
        String kind,
        String name,
        String baseUrl,
        @Nullable String secretHint,
        String settings,
        History history,
        boolean servesCalls) {
    /** One without settings, as it is before it is saved. */
    public Integration(IntegrationId id, String kind, String name, String baseUrl, @Nullable String secretHint) {
        this(id, kind, name, baseUrl, secretHint, "{}", History.NONE, false);
    }

    /**
     * What became of the secret.
     *
     * @param secretSetAt when it became the one it is; null: there is none
     * @param secretSetBy the actor who set it
     * @param testedAt when the connection was last tried
     * @param testResult what came of it, a short machine word; null: it was never tried with this secret
     */
    public record History(
            @Nullable Instant secretSetAt,
            @Nullable String secretSetBy,
            @Nullable Instant testedAt,
            @Nullable String testResult) {
        /** Nothing yet. */
        public static final History NONE = new History(null, null, null, null);
    }
}
