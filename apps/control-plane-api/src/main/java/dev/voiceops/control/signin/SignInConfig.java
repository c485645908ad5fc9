package dev.voiceops.control.signin;

import java.time.Duration;

/**
 * Settings of sign-in.
 *
 * @param keys what signs access tokens
 * @param accessTokens how long an access token is good
 * @param sessionIdle a browser's session ends after so long without a request
 * @param sessionLongest a browser's session ends after so long in any case
 */
public record SignInConfig(SigningKeys keys, Duration accessTokens, Duration sessionIdle, Duration sessionLongest) {
    /** The usual times: access tokens 15 min, sessions 60 min idle and 12 h in all. */
    public static SignInConfig with(SigningKeys keys) {
        return new SignInConfig(keys, Duration.ofMinutes(15), Duration.ofMinutes(60), Duration.ofHours(12));
    }
}
