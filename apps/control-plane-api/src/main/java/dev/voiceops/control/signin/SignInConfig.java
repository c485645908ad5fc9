package dev.voiceops.control.signin;

import dev.voiceops.store.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of sign-in.
 *
 * @param keys what signs access tokens
 * @param times how long things are good
 * @param doors ways in that exist only when they were asked for
 * @param publicUrl where browsers find the control plane, when a proxy stands before it; null: at the host they name
 * @param oidc another system by which people may sign in; null: none
 */
public record SignInConfig(
        SigningKeys keys,
        Times times,
        Doors doors,
        @Nullable URI publicUrl,
        @Nullable OidcConfig oidc) {

    /**
     * @param accessToken an access token's life
     * @param sessionIdle a browser's session ends after so long without a request
     * @param sessionLongest a browser's session ends after so long in any case
     */
    public record Times(Duration accessToken, Duration sessionIdle, Duration sessionLongest) {
        /** 15 min, 60 min, 12 h. */
        public static Times usual() {
            return new Times(Duration.ofMinutes(15), Duration.ofMinutes(60), Duration.ofHours(12));
        }
    }

    /**
     * @param firstAdminNeedsKey whether only who has the bootstrap key may register the first administrator (production)
     * @param bootstrapKey opens {@code /auth/bootstrap/user}; null: there is no such route
     * @param devTokenKey opens {@code /internal/dev/token}; null: there is no such route; never set in production
     */
    public record Doors(
            boolean firstAdminNeedsKey,
            @Nullable Secret bootstrapKey,
            @Nullable Secret devTokenKey) {
        /** The first administrator may be registered; the keyed routes are not there. */
        public static Doors usual() {
            return new Doors(false, null, null);
        }
    }

    /** The usual settings with these keys. */
    public static SignInConfig with(SigningKeys keys) {
        return new SignInConfig(keys, Times.usual(), Doors.usual(), null, null);
    }
}
