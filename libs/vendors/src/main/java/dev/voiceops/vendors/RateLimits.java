package dev.voiceops.vendors;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor says is left of a key's allowance; null where it did not say.
 *
 * @param resetRequests time until the whole allowance of requests is back (not until the next request is allowed)
 * @param resetTokens the same for tokens
 */
public record RateLimits(
        @Nullable Long remainingRequests,
        @Nullable Long remainingTokens,
        @Nullable Duration resetRequests,
        @Nullable Duration resetTokens) {}
