package dev.voiceops.control.signin;

import com.nimbusds.jose.JWSAlgorithm;
import dev.voiceops.store.Secret;
import java.net.URI;
import java.util.Set;

/**
 * The other sign-in system that people may use, an OpenID provider. Chosen by the operator of the platform: whoever it says somebody
 * is, that person is let in as.
 *
 * @param issuer its {@code iss}; it describes itself at {@code <issuer>/.well-known/openid-configuration}
 * @param algorithm the only one its id tokens may be signed with
 * @param publicUrl where browsers find the control plane; the provider must know {@code <publicUrl>/auth/oidc/callback}
 */
public record OidcConfig(URI issuer, String clientId, Secret clientSecret, String algorithm, URI publicUrl) {
    /** What may be configured: signatures by a key that only the provider has. */
    public static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** @throws IllegalArgumentException saying which part is wrong */
    public OidcConfig {
        boolean here = "127.0.0.1".equals(issuer.getHost()) || "localhost".equals(issuer.getHost());
        if (!"https".equals(issuer.getScheme()) && !here) {
            throw new IllegalArgumentException("the issuer must be at https, or on this machine");
        }
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("the algorithm must be one of " + String.join(", ", ALGORITHMS));
        }
    }

    URI redirect() {
        return URI.create(publicUrl + "/auth/oidc/callback");
    }

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(algorithm);
    }
}
