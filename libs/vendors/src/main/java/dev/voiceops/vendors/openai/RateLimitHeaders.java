package dev.voiceops.vendors.openai;

import dev.voiceops.vendors.RateLimits;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code x-ratelimit-*} headers. Resets are written as Go durations ({@code 6m0s}, {@code 12ms}); what is
 * written otherwise counts as not said.
 */
final class RateLimitHeaders {
    private static final Pattern DURATION = Pattern.compile(
            "(?:(?<h>\\d{1,6})h)?(?:(?<m>\\d{1,6})m)?(?:(?<s>\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(?<ms>\\d{1,9}(?:\\.\\d{1,9})?)ms)?");

    private RateLimitHeaders() {}

    /** Empty when there is none of them. */
    static Optional<RateLimits> read(HttpHeaders headers) {
        var limits = new RateLimits(
                number(headers, "remaining-requests"),
                number(headers, "remaining-tokens"),
                duration(header(headers, "reset-requests")),
                duration(header(headers, "reset-tokens")));
        return limits.equals(new RateLimits(null, null, null, null)) ? Optional.empty() : Optional.of(limits);
    }

    static @Nullable Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (text.isEmpty() || !match.matches()) return null;
        double seconds = part(match.group("h")) * 3600
                + part(match.group("m")) * 60
                + part(match.group("s"))
                + part(match.group("ms")) / 1000;
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static double part(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static @Nullable Long number(HttpHeaders headers, String name) {
        var text = header(headers, name);
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static String header(HttpHeaders headers, String name) {
        return headers.firstValue("x-ratelimit-" + name).orElse("").strip();
    }
}
