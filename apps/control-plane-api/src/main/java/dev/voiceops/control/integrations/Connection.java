package dev.voiceops.control.integrations;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Integration;
import dev.voiceops.store.Secret;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to reach a tenant's system. Prints no secret. Immutable.
 *
 * @param baseUrl without a slash at the end
 * @param settings what the kind needs; complete and checked
 */
record Connection(
        Kind kind,
        URI baseUrl,
        Map<String, String> settings,
        @Nullable Secret secret) {
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_SECRET = 4_000;

    Connection {
        settings = Map.copyOf(settings);
    }

    /** @throws ProblemException 400 naming the field that is wrong */
    static Connection of(
            Kind kind, @Nullable String baseUrl, @Nullable Map<String, String> settings, @Nullable String secret) {
        Map<String, String> given = settings == null ? Map.of() : new TreeMap<>(settings);
        kind.check(given);
        return new Connection(
                kind,
                address(kind, baseUrl == null ? kind.usualUrl() : baseUrl),
                given,
                secret == null ? null : secret(secret));
    }

    /** As it is stored. */
    static Connection of(Integration integration, @Nullable Secret secret) {
        Map<String, String> settings = new TreeMap<>();
        Json.tree(integration.settings())
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asString("")));
        return new Connection(Kind.of(integration.kind()), URI.create(integration.baseUrl()), settings, secret);
    }

    /** One secret line of printable text: it goes into a header. */
    static Secret secret(String text) {
        if (text.length() > LONGEST_SECRET || !text.matches("[\\x21-\\x7e]+")) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "secret: 1 to " + LONGEST_SECRET + " printable ASCII characters without spaces");
        }
        return Secret.of(text);
    }

    private static URI address(Kind kind, @Nullable String text) {
        if (text == null) throw wrong("is missing");
        String plain = text.strip().replaceAll("/+$", "");
        if (plain.length() > LONGEST_URL) throw wrong("at most " + LONGEST_URL + " characters");
        try {
            URI url = new URI(plain);
            String scheme = url.getScheme();
            if (scheme == null || !kind.schemes().contains(scheme) || url.getHost() == null) {
                throw wrong(
                        "must be an absolute URL that starts with " + String.join(":// or ", kind.schemes()) + "://");
            }
            if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw wrong("must not contain a user, a query or a fragment");
            }
            return url;
        } catch (java.net.URISyntaxException e) {
            throw wrong("is not a URL");
        }
    }

    private static ProblemException wrong(String rule) {
        return new ProblemException(ProblemType.INVALID_REQUEST, "base_url: " + rule);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Connection[" + kind + " " + baseUrl + "]";
    }
}
