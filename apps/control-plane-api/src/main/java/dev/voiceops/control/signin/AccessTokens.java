package dev.voiceops.control.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.voiceops.store.SessionId;
import dev.voiceops.store.UserId;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Access tokens: JWTs as of RFC 9068 ({@code typ} at+jwt), signed with HMAC-SHA-256, for this platform only. Nothing in a token's
 * header is ever interpreted: each key makes exactly one header text, and a token whose first part is not one of these texts is
 * refused before anything is decoded. So there is no algorithm to choose, no key to point at and no field to smuggle in. Safe for all
 * threads.
 */
final class AccessTokens {
    /** {@code iss} of every token. */
    static final String ISSUER = "voiceops";
    /** {@code aud} of every token. */
    static final String AUDIENCE = "voiceops-api";

    private static final String SESSION = "sid";
    private static final Set<String> CLAIMS = Set.of("iss", "aud", "sub", SESSION, "jti", "iat", "exp");
    /** Clocks of our processes may differ this much. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final int LONGEST = 1024;

    private final Map<String, JWSVerifier> verifiers = new LinkedHashMap<>();
    private final JWSHeader header;
    private final JWSSigner signer;
    private final InstantSource clock;

    AccessTokens(SigningKeys keys, InstantSource clock) {
        this.clock = clock;
        try {
            for (SigningKeys.Key key : keys.all()) {
                verifiers.put(header(key).toBase64URL().toString(), new MACVerifier(key.bytes()));
            }
            header = header(keys.all().getFirst());
            signer = new MACSigner(keys.all().getFirst().bytes());
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing keys cannot be used", e);
        }
    }

    /** What a token says: who, in which session. */
    record Bearer(UserId user, SessionId session) {}

    /** A token for a session, good until then. */
    String mint(UserId user, SessionId session, Instant expiresAt) {
        return mint(user, session, expiresAt, AUDIENCE);
    }

    String mint(UserId user, SessionId session, Instant expiresAt, String audience) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(audience)
                .subject(user.toString())
                .claim(SESSION, session.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(expiresAt))
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the token cannot be signed", e);
        }
        return token.serialize();
    }

    /** What the token says, if it is one of ours and good now; empty for anything else, whatever is wrong with it. */
    Optional<Bearer> verify(String token) {
        if (token.length() > LONGEST) return Optional.empty();
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) return Optional.empty();
        JWSVerifier verifier = verifiers.get(parts[0]);
        if (verifier == null || !isCanonical(parts[1]) || !isCanonical(parts[2])) return Optional.empty();
        try {
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            if (!verifier.verify(header, signed, new Base64URL(parts[2]))) return Optional.empty();
            return read(JWTClaimsSet.parse(new Base64URL(parts[1]).decodeToString()));
        } catch (JOSEException | ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Bearer> read(JWTClaimsSet claims) throws ParseException {
        Instant now = clock.instant();
        if (claims.getExpirationTime() == null || claims.getIssueTime() == null) return Optional.empty();
        boolean good = claims.getClaims().keySet().equals(CLAIMS)
                && ISSUER.equals(claims.getIssuer())
                && claims.getAudience().equals(List.of(AUDIENCE))
                && now.isBefore(claims.getExpirationTime().toInstant())
                && !now.plus(SKEW).isBefore(claims.getIssueTime().toInstant());
        return good
                ? Optional.of(
                        new Bearer(UserId.parse(claims.getSubject()), SessionId.parse(claims.getStringClaim(SESSION))))
                : Optional.empty();
    }

    /** Base64url decoders skip what they do not know and ignore spare bits; two texts must not be one token. */
    private static boolean isCanonical(String part) {
        return !part.isEmpty()
                && Base64URL.encode(new Base64URL(part).decode()).toString().equals(part);
    }

    private static JWSHeader header(SigningKeys.Key key) {
        return new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.id())
                .build();
    }
}
