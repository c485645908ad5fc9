package dev.voiceops.control.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.FreePorts;
import dev.voiceops.store.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An OpenID provider on this machine that plays by the book: a code is good once, for the client that asked, with the verifier of
 * its challenge. What its id tokens say is up to the test.
 */
final class TestProvider implements AutoCloseable {
    static final String CLIENT = "voiceops-console";
    private static final String SECRET = "the provider's secret for us";
    static final RSAKey KEY = key("one");

    /** Another one that goes by the same name. */
    static final RSAKey OTHER_KEY = key("one");

    private final HttpServer server;
    private final URI issuer;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    /** What a code is good for. */
    private record Grant(Map<String, String> asked, Function<JWTClaimsSet.Builder, String> token) {}

    TestProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.one()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, description()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    OidcConfig config() {
        return new OidcConfig(issuer, CLIENT, Secret.of(SECRET), "RS256", URI.create("https://ops.example.com"));
    }

    String issuer() {
        return issuer.toString();
    }

    /**
     * Lets somebody in who was sent here with this URL.
     *
     * @param token from the claims of a good token to the text of the one that is handed out
     * @return the code
     */
    String letIn(URI authorization, Function<JWTClaimsSet.Builder, String> token) {
        String code = UUID.randomUUID().toString();
        grants.put(code, new Grant(fields(authorization.getRawQuery()), token));
        return code;
    }

    static String signed(JWTClaimsSet.Builder claims) {
        return signed(claims, KEY);
    }

    static String signed(JWTClaimsSet.Builder claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Grant grant = grants.remove(form.getOrDefault("code", ""));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (CLIENT + ":" + SECRET.replace("'", "%27").replace(" ", "+"))
                                        .getBytes(StandardCharsets.UTF_8));
        boolean good = grant != null
                && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "authorization_code".equals(form.get("grant_type"))
                && String.valueOf(grant.asked().get("redirect_uri")).equals(form.get("redirect_uri"))
                && String.valueOf(grant.asked().get("code_challenge"))
                        .equals(Seals.base64(SigningKeys.sha256(
                                form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII))));
        if (grant == null || !good) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("somebody")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", grant.asked().get("nonce"));
        answer(
                exchange,
                200,
                Json.write(Map.of(
                        "access_token",
                        "unused",
                        "token_type",
                        "Bearer",
                        "id_token",
                        grant.token().apply(claims))));
    }

    private String description() {
        return Json.write(Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer + "/authorize",
                "token_endpoint",
                issuer + "/token",
                "jwks_uri",
                issuer + "/keys",
                "response_types_supported",
                new String[] {"code"},
                "subject_types_supported",
                new String[] {"public"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"}));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
