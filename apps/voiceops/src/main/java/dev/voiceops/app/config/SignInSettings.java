package dev.voiceops.app.config;

import dev.voiceops.control.signin.OidcConfig;
import dev.voiceops.http.TrustedProxies;
import java.net.URI;
import java.util.List;

/** Who else may say who somebody is: an OpenID provider, and our own proxies. */
public final class SignInSettings {
    private SignInSettings() {}

    private static final String SIGN_IN = "Sign-in";

    public static final Setting<URI> OIDC_ISSUER = Setting.of(
            "OIDC_ISSUER_URL",
            SIGN_IN,
            null,
            "OpenID provider by which people may sign in (GET /auth/oidc/start), exactly as its id tokens name it; it"
                    + " must know VOICEOPS_PUBLIC_URL/auth/oidc/callback",
            SignInSettings::issuer);
    public static final Setting<String> OIDC_CLIENT_ID =
            Setting.of("OIDC_CLIENT_ID", SIGN_IN, null, "Our name at the OpenID provider", Parse::text);
    public static final Setting<String> OIDC_CLIENT_SECRET = Setting.of(
                    "OIDC_CLIENT_SECRET", SIGN_IN, null, "Our secret at the OpenID provider", Parse::text)
            .asSecret();
    public static final Setting<String> OIDC_ALGORITHM = Setting.of(
            "OIDC_ALGORITHM",
            SIGN_IN,
            "RS256",
            "The one algorithm that the OpenID provider signs id tokens with: RS256, PS256, ES256 or one with 384 or"
                    + " 512",
            SignInSettings::algorithm);
    public static final Setting<List<TrustedProxies.Network>> TRUSTED_PROXIES = Setting.of(
            "VOICEOPS_TRUSTED_PROXIES",
            SIGN_IN,
            null,
            "Networks of your own proxies, such as 10.0.0.0/8, separated by commas; only what these say in"
                    + " X-Forwarded-For about a client's address is believed when tries are counted",
            Parse.listOf(TrustedProxies.Network::parse));

    static final List<Setting<?>> ALL =
            List.of(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ALGORITHM, TRUSTED_PROXIES);

    /** Kept to the letter: a slash at its end is part of an issuer's name. */
    private static URI issuer(String value) {
        URI trimmed = Parse.url("http", "https").apply(value);
        return value.endsWith("/") ? URI.create(trimmed + "/") : trimmed;
    }

    private static String algorithm(String value) {
        if (!OidcConfig.ALGORITHMS.contains(value)) {
            throw new IllegalArgumentException("expected one of "
                    + String.join(", ", OidcConfig.ALGORITHMS.stream().sorted().toList()));
        }
        return value;
    }
}
