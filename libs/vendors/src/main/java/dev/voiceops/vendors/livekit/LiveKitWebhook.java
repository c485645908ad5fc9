package dev.voiceops.vendors.livekit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier.BaseVerification;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.JWTVerifier;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads webhooks of LiveKit's and tells the real ones: a JWT in {@code Authorization} (without {@code Bearer}),
 * issued by our key, with the hash of the raw body. The SDK's own receiver takes the body as text and allows no clock
 * skew. Thread-safe.
 */
public final class LiveKitWebhook {
    private static final long LEEWAY_S = 60;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JWTVerifier tokens;

    public LiveKitWebhook(LiveKitConfig config) {
        this(config, Clock.systemUTC());
    }

    LiveKitWebhook(LiveKitConfig config, Clock clock) {
        var ours = (BaseVerification) JWT.require(Algorithm.HMAC256(config.secret()))
                .withIssuer(config.key())
                .withClaimPresence("exp")
                .withClaimPresence("sha256")
                .acceptLeeway(LEEWAY_S);
        tokens = ours.build(clock);
    }

    /**
     * The event, or empty when it is forged, expired, or not an event at all.
     *
     * @param authorization the header's value, null when missing
     * @param body the raw bytes as received
     */
    public Optional<LiveKitEvent> read(@Nullable String authorization, byte[] body) {
        if (authorization == null) return Optional.empty();
        try {
            var claimed =
                    tokens.verify(authorization.strip()).getClaim("sha256").asString();
            if (claimed == null || !MessageDigest.isEqual(claimed.getBytes(US_ASCII), hash(body)))
                return Optional.empty();
            return Optional.of(event(body));
        } catch (JWTVerificationException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static LiveKitEvent event(byte[] body) {
        var json = JSON.readTree(body);
        return new LiveKitEvent(
                json.path("id").asString(""),
                json.path("event").asString(""),
                json.path("room").path("name").asString(""),
                json.path("participant").path("identity").asString(""));
    }

    private static byte[] hash(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encode(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
