package dev.voiceops.control.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the OpenID provider: authorization code flow with PKCE (OpenID Connect Core 1.0 section 3.1, RFC 7636), by Nimbus' SDK.
 * What the provider says about itself is read when it is first needed and again after an hour. Safe for all threads.
 */
final class OidcProvider {
    private static final int PATIENCE_MS = 5_000;
    private static final int LARGEST = 256 * 1024;
    private static final int SKEW_SECONDS = 30;
    private static final int LONGEST_SUBJECT = 255;
    private static final Duration FRESH = Duration.ofHours(1);

    private final OidcConfig config;
    private final ClientID client;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    OidcProvider(OidcConfig config, InstantSource clock) {
        this.config = config;
        this.client = new ClientID(config.clientId());
        this.clock = clock;
    }

    /** What the provider says about itself. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator idTokens, Instant readAt) {}

    /**
     * Whom the provider let in.
     *
     * @param email null unless the provider says that it is this person's own
     */
    record Proven(String subject, @Nullable String email) {
        /** Hides who it is. */
        @Override
        public String toString() {
            return "Proven[redacted]";
        }
    }

    /** The provider's answer cannot be trusted; the message says why, without anything of the person. */
    static final class NotProven extends Exception {
        private static final long serialVersionUID = 1L;

        NotProven(String why) {
            super(why);
        }
    }

    /**
     * Where the browser is to go.
     *
     * @throws IOException when the provider does not describe itself
     */
    URI authorization(String state, String nonce, String verifier) throws IOException {
        return new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        new Scope("openid", "email"),
                        client,
                        config.redirect())
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(nonce))
                .codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Gives the code for an id token and checks it.
     *
     * @throws NotProven when the provider refuses the code, or the id token is not good in every way
     * @throws IOException when the provider does not answer
     */
    Proven redeem(String code, String nonce, String verifier) throws NotProven, IOException {
        Known provider = known();
        HTTPRequest request = new TokenRequest.Builder(
                        provider.metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(
                                client, new Secret(config.clientSecret().reveal())),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code), config.redirect(), new CodeVerifier(verifier)))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(PATIENCE_MS);
        request.setReadTimeout(PATIENCE_MS);
        request.setFollowRedirects(false);
        try {
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
            if (!answer.indicatesSuccess()) throw new NotProven("the provider refused the code");
            JWT token = ((OIDCTokenResponse) answer.toSuccessResponse())
                    .getOIDCTokens()
                    .getIDToken();
            return proven(provider.idTokens().validate(token, new Nonce(nonce)));
        } catch (ParseException e) {
            throw new NotProven("the provider's answer is not one of a token endpoint");
        } catch (BadJOSEException e) {
            throw new NotProven("the id token is not good: " + e.getMessage());
        } catch (JOSEException e) {
            throw new IOException("the provider's keys cannot be used: " + e.getMessage(), e);
        }
    }

    /** Beyond what the SDK checked (signature, algorithm, iss, aud, exp, iat, nonce): the token is for us alone. */
    private Proven proven(IDTokenClaimsSet claims) throws NotProven {
        if (claims.getAudience().size() != 1) throw new NotProven("the id token is for others, too");
        AuthorizedParty party = claims.getAuthorizedParty();
        if (party != null && !party.getValue().equals(client.getValue())) {
            throw new NotProven("the id token was issued to another client");
        }
        String subject = claims.getSubject().getValue();
        if (subject.length() > LONGEST_SUBJECT) throw new NotProven("the id token's sub is too long");
        boolean verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
        return new Proven(subject, verified ? claims.getStringClaim("email") : null);
    }

    private Known known() throws IOException {
        Known current = known;
        if (current != null && clock.instant().isBefore(current.readAt().plus(FRESH))) return current;
        try {
            OIDCProviderMetadata metadata =
                    OIDCProviderMetadata.resolve(new Issuer(config.issuer()), PATIENCE_MS, PATIENCE_MS);
            for (URI endpoint : List.of(
                    metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI())) {
                if (config.issuer().getScheme().equals("https") && !"https".equals(endpoint.getScheme())) {
                    throw new IOException("the provider names an endpoint that is not at https");
                }
            }
            Known fresh = new Known(metadata, validator(metadata.getJWKSetURI()), clock.instant());
            known = fresh;
            return fresh;
        } catch (GeneralException | NullPointerException e) {
            throw new IOException("the provider's description of itself is not good: " + e.getMessage(), e);
        }
    }

    private IDTokenValidator validator(URI keys) throws MalformedURLException {
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        keys.toURL(), new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, LARGEST))
                .build();
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(config.issuer()), client, new JWSVerificationKeySelector<>(config.jws(), source), null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        return validator;
    }
}
